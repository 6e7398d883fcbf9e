package org.qgate.sandbox.child;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.qgate.ext.event.Event;
import org.qgate.ext.event.Events;

/** Events of the node. Thread-safe. */
record RemoteEvents(Node node, Callbacks callbacks) implements Events {
    /** One more than the node takes: it says so. */
    private static final int MOST_FIELDS = 33;

    @Override
    public Subscription subscribe(String topic, Consumer<Event> listener) {
        Bounds.present("the listener", listener);
        long number = callbacks.add(false, its -> {
            listener.accept(new Event(its.text(0), its.number(1), Map.copyOf(its.texts(2))));
            return null;
        });
        boolean taken = false;
        try {
            node.ask("events.subscribe", number, topic);
            taken = true;
        } finally {
            if (!taken) {
                callbacks.remove(number);
            }
        }
        return () -> {
            callbacks.remove(number);
            node.ask("events.cancel", number);
        };
    }

    @Override
    public void publish(String name, Map<String, String> fields) {
        Map<String, String> some = new HashMap<>();
        Bounds.present("the fields", fields).entrySet().stream()
                .limit(MOST_FIELDS)
                .forEach(each -> some.put(Bounds.present("a field's name", each.getKey()), each.getValue()));
        node.ask("events.publish", name, some);
    }
}
