package org.example.corpus;

import com.google.common.base.Joiner;
import java.util.Arrays;
import java.util.Map;

/** Joins. */
public final class Joins implements Answering {
    /** Called by the node. */
    public Joins() {}

    @Override
    public String apply(String in) {
        return Joiner.on(", ").skipNulls().join(Arrays.asList(in, null, "b"))
                + Joiner.on('&').withKeyValueSeparator('=').join(Map.of("a", in));
    }
}
