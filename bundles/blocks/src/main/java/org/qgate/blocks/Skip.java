package org.qgate.blocks;

import java.util.Optional;
import org.qgate.common.wire.WireWriter;

/**
 * Slots without a value. The commitment stays: the value that was due comes later and is the same.
 *
 * @param slots how many, from the header's on; at least 1
 */
public record Skip(long slots, Reason reason) implements Content {
    /** Why there was no value. */
    public enum Reason {
        /** No healthy source gave what the next commitment needs. */
        NO_RANDOMNESS(1),
        /** The node did not run. */
        NOT_RUNNING(2),
        /** Vault or store were closed. */
        LOCKED(3),
        /** It was not signed within its slot. */
        LATE(4);

        private final int code;

        Reason(int code) {
            this.code = code;
        }

        /** Returns its number in a block. */
        public int code() {
            return code;
        }

        static Optional<Reason> of(int code) {
            return code >= 1 && code <= values().length ? Optional.of(values()[code - 1]) : Optional.empty();
        }
    }

    @Override
    public Kind kind() {
        return Kind.SKIP;
    }

    @Override
    public void writeTo(WireWriter out) {
        out.u32(slots).u8(reason.code());
    }

    static Skip read(FieldReader in) {
        long slots = in.u32("slots", 1, 0xffff_ffffL);
        int code = in.u8("reason");
        return new Skip(slots, Reason.of(code).orElseThrow(() -> in.bad(code + " is none")));
    }
}
