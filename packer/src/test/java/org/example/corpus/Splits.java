package org.example.corpus;

import com.google.common.base.Splitter;

/** Splits. */
public final class Splits implements Answering {
    /** Called by the node. */
    public Splits() {}

    @Override
    public String apply(String in) {
        return Splitter.on(',').trimResults().omitEmptyStrings().splitToList(in)
                + Splitter.fixedLength(2).splitToList(in).toString();
    }
}
