package org.qgate.sandbox.child;

import java.util.Objects;
import org.qgate.ext.RefusedException;
import org.qgate.ext.RefusedException.Reason;

/** Refuses what cannot be said over the line at all; all other bounds are the node's. */
final class Bounds {
    private Bounds() {}

    static <T> T present(String what, T value) {
        if (value == null) {
            throw invalid(what + " is missing");
        }
        return value;
    }

    static void slice(byte[] array, int offset, int length, int least) {
        try {
            Objects.checkFromIndexSize(offset, length, present("the array", array).length);
        } catch (IndexOutOfBoundsException outside) {
            throw invalid("offset and length do not lie within the array");
        }
        if (length < least) {
            throw invalid("the length is " + length + ", at least: " + least);
        }
    }

    static RefusedException invalid(String what) {
        return new RefusedException(Reason.INVALID, what);
    }
}
