package org.example.corpus;

import com.google.common.base.MoreObjects;

/** Shows itself. */
public final class Shows implements Answering {
    /** Called by the node. */
    public Shows() {}

    @Override
    public String apply(String in) {
        return MoreObjects.toStringHelper("Shows")
                .add("in", in)
                .omitNullValues()
                .toString();
    }
}
