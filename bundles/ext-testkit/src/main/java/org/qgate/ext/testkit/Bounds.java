package org.qgate.ext.testkit;

import java.util.Objects;
import java.util.regex.Pattern;
import org.qgate.ext.RefusedException;
import org.qgate.ext.RefusedException.Reason;

/** Refuses arguments that are out of bounds, by name. */
final class Bounds {
    private Bounds() {}

    static RefusedException invalid(String what) {
        return new RefusedException(Reason.INVALID, what);
    }

    static long within(String what, long value, long least, long most) {
        if (value < least || value > most) {
            throw invalid(what + " is " + value + ", allowed: " + least + " to " + most);
        }
        return value;
    }

    static String matching(String what, String value, Pattern pattern) {
        if (value == null || !pattern.matcher(value).matches()) {
            throw invalid(what + " must look like " + pattern);
        }
        return value;
    }

    static String longest(String what, String value, int most) {
        if (value == null || value.length() > most) {
            throw invalid(what + " must have at most " + most + " characters");
        }
        return value;
    }

    static byte[] bytes(String what, byte[] value, int least, int most) {
        if (value == null || value.length < least || value.length > most) {
            throw invalid(what + " must have " + least + " to " + most + " bytes");
        }
        return value;
    }

    static <T> T present(String what, T value) {
        if (value == null) {
            throw invalid(what + " is missing");
        }
        return value;
    }

    static void slice(byte[] array, int offset, int length) {
        try {
            Objects.checkFromIndexSize(offset, length, present("the array", array).length);
        } catch (IndexOutOfBoundsException outside) {
            throw invalid("offset and length do not lie within the array");
        }
    }
}
