package org.example.corpus;

import com.google.common.eventbus.EventBus;
import com.google.common.eventbus.Subscribe;

/** Tells whoever has an annotation. */
public final class Posts implements Answering {
    /** Called by the node. */
    public Posts() {}

    private final StringBuilder heard = new StringBuilder();

    @Override
    public String apply(String in) {
        EventBus bus = new EventBus();
        bus.register(this);
        bus.post(in);
        return heard.toString();
    }

    /** Called by the bus. */
    @Subscribe
    public void hear(String text) {
        heard.append(text);
    }
}
