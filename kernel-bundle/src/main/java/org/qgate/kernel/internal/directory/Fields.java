package org.qgate.kernel.internal.directory;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.qgate.common.wire.WireException;
import org.qgate.common.wire.WireReader;
import org.qgate.common.wire.WireWriter;

/**
 * The typed fields of a directory document ([DOC-1], [DOC-2]): number with the critical bit, 32-bit length, value; in
 * ascending order, each at most once. What is unknown is refused when critical and left out of the result otherwise:
 * the signed bytes keep it.
 */
final class Fields {
    /** The bit that forbids to ignore the field. */
    static final int CRITICAL = 0x8000;

    private static final int MAX_FIELDS = 64;

    private final Map<Integer, byte[]> values;

    private Fields(Map<Integer, byte[]> values) {
        this.values = values;
    }

    /**
     * Reads fields to the end of the input.
     *
     * @param known numbers without the critical bit
     * @throws WireException when malformed, unsorted, repeated, too many, or unknown and critical
     */
    static Fields read(WireReader in, Set<Integer> known) {
        Map<Integer, byte[]> values = new HashMap<>();
        int last = -1;
        for (int count = 0; in.remaining() > 0; count++) {
            int tag = in.u16();
            int number = tag & ~CRITICAL;
            if (number <= last || count == MAX_FIELDS) {
                throw new WireException("field " + number + " out of order, repeated, or one too many");
            }
            last = number;
            byte[] value = in.bytes32(in.remaining());
            if (known.contains(number)) {
                values.put(number, value);
            } else if ((tag & CRITICAL) != 0) {
                throw new WireException("unknown critical field " + number);
            }
        }
        return new Fields(values);
    }

    /** Writes one field; callers keep the order. */
    static void write(WireWriter out, int number, boolean critical, byte[] value) {
        out.u16(critical ? number | CRITICAL : number).bytes32(value);
    }

    /** Returns a reader of a field that must be there. */
    WireReader required(int number) {
        byte[] value = values.get(number);
        if (value == null) {
            throw new WireException("field " + number + " is missing");
        }
        return new WireReader(value);
    }

    /** Whether a field is there. */
    boolean has(int number) {
        return values.containsKey(number);
    }
}
