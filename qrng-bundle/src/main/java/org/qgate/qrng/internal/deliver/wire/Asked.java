package org.qgate.qrng.internal.deliver.wire;

import org.qgate.common.wire.WireException;
import org.qgate.common.wire.WireReader;
import org.qgate.common.wire.WireWriter;

/** A request of {@code qrng/1} ([QRN-2], [QRN-5]). */
public sealed interface Asked {
    /** Returns the message. */
    byte[] encode();

    /**
     * Reads a request.
     *
     * @throws WireException when it is none
     */
    static Asked decode(byte[] message) {
        WireReader in = new WireReader(message);
        int type = Wire.type(in);
        Asked read =
                switch (type) {
                    case Wire.OPEN ->
                        new Open(
                                in.bytes(Wire.KEY_BYTES),
                                in.bytes(Wire.KEM_KEY_BYTES),
                                Wire.notNegative(in.i64(), "position"));
                    case Wire.TAKE -> new Take(in.i64(), Wire.notNegative(in.i64(), "sequence"), in.bytes(Take.SEALED));
                    default -> throw new WireException("no request has the type " + type);
                };
        in.finish();
        return read;
    }

    /**
     * Asks for a lease.
     *
     * @param agreementKey X25519, made for it
     * @param kemKey ML-KEM-768, made for it
     * @param above after a crash of the subscriber the first position that it may still take, or else 0
     */
    record Open(byte[] agreementKey, byte[] kemKey, long above) implements Asked {
        @Override
        public byte[] encode() {
            return new WireWriter(2 + Wire.KEY_BYTES + Wire.KEM_KEY_BYTES + Long.BYTES)
                    .u8(Wire.VERSION)
                    .u8(Wire.OPEN)
                    .bytes(agreementKey)
                    .bytes(kemKey)
                    .i64(above)
                    .toBytes();
        }
    }

    /**
     * Asks for bytes.
     *
     * @param sequence from 1, each once
     * @param sealed what is asked for: {@link Wish}
     */
    record Take(long lease, long sequence, byte[] sealed) implements Asked {
        /** Length of what is sealed, with its tag. */
        static final int SEALED = Wish.BYTES + Wire.TAG_BYTES;

        @Override
        public byte[] encode() {
            return new WireWriter(2 + 2 * Long.BYTES + SEALED)
                    .u8(Wire.VERSION)
                    .u8(Wire.TAKE)
                    .i64(lease)
                    .i64(sequence)
                    .bytes(sealed)
                    .toBytes();
        }
    }

    /**
     * What a {@link Take} asks for.
     *
     * @param most bytes, 1 to {@link Wire#MOST_BYTES}
     * @param waitMs how long it may wait at the server for the first of them, 0 to {@link Wire#MOST_WAIT_MS}
     */
    record Wish(int most, int waitMs) {
        static final int BYTES = 8;

        /** Returns its plain form. */
        public byte[] encode() {
            return new WireWriter(BYTES).i32(most).i32(waitMs).toBytes();
        }

        /** Reads its plain form. */
        public static Wish decode(byte[] plain) {
            WireReader in = new WireReader(plain);
            Wish wish = new Wish(
                    Wire.atMost(in.i32(), 1, Wire.MOST_BYTES, "bytes"),
                    Wire.atMost(in.i32(), 0, Wire.MOST_WAIT_MS, "wait"));
            in.finish();
            return wish;
        }
    }
}
