package org.qgate.qrng.internal.deliver.wire;

import org.qgate.api.crypto.Signatures;
import org.qgate.common.wire.WireException;
import org.qgate.common.wire.WireReader;
import org.qgate.common.wire.WireWriter;

/** An answer of {@code qrng/1} ([QRN-3], [QRN-6], [QRN-8]). */
public sealed interface Answered {
    /**
     * Reads an answer.
     *
     * @throws WireException when it is none
     */
    static Answered decode(byte[] message) {
        WireReader in = new WireReader(message);
        int type = Wire.type(in);
        Answered read =
                switch (type) {
                    case Wire.OPENED -> Opened.read(in);
                    case Wire.CHUNK -> Chunk.read(in, message);
                    case Wire.REFUSED ->
                        new Refused(Refusal.of(in.u8()), Wire.atMost(in.u32(), 0, Refused.MOST_WAIT_MS, "wait"));
                    default -> throw new WireException("no answer has the type " + type);
                };
        in.finish();
        return read;
    }

    /**
     * What a lease is.
     *
     * @param lease its number
     * @param position the next of the server's numbering: what comes is not before it
     * @param seconds how long it lasts
     * @param bytesPerSecond most that it gets
     * @param quotaBytes most that it gets altogether
     */
    record Terms(long lease, long position, int seconds, long bytesPerSecond, long quotaBytes) {}

    /**
     * A lease.
     *
     * @param agreementKey X25519 of the server, made for it
     * @param kemText ML-KEM-768 ciphertext to the subscriber's key
     * @param certificate of the server ([ID-2])
     * @param signature dual ([ID-3]), over {@link LeaseKeys#transcript}
     */
    record Opened(byte[] agreementKey, byte[] kemText, Terms terms, byte[] certificate, byte[] signature)
            implements Answered {
        private static final int MOST_CERTIFICATE = 16_384;

        /** Returns the part that the signature covers. */
        public byte[] offer() {
            return new WireWriter(1_200)
                    .u8(Wire.VERSION)
                    .u8(Wire.OPENED)
                    .bytes(agreementKey)
                    .bytes(kemText)
                    .i64(terms.lease())
                    .i64(terms.position())
                    .i32(terms.seconds())
                    .i64(terms.bytesPerSecond())
                    .i64(terms.quotaBytes())
                    .toBytes();
        }

        /** Returns the message. */
        public byte[] encode() {
            return new WireWriter(13_000)
                    .bytes(offer())
                    .bytes16(certificate)
                    .bytes(signature)
                    .toBytes();
        }

        private static Opened read(WireReader in) {
            byte[] key = in.bytes(Wire.KEY_BYTES);
            byte[] text = in.bytes(Wire.KEM_TEXT_BYTES);
            Terms terms = new Terms(
                    in.i64(),
                    Wire.notNegative(in.i64(), "position"),
                    Wire.atMost(in.u32(), 1, Integer.MAX_VALUE, "seconds"),
                    Wire.notNegative(in.i64(), "rate"),
                    Wire.notNegative(in.i64(), "quota"));
            return new Opened(key, text, terms, in.bytes16(MOST_CERTIFICATE), in.bytes(Signatures.BYTES));
        }
    }

    /**
     * Random bytes, sealed. The table and the pieces stay where they are in the message.
     *
     * @param message the whole of it
     * @param tableAt where the sealed table begins
     * @param tableLength with its tag
     */
    record Chunk(long sequence, byte[] message, int tableAt, int tableLength) implements Answered {
        /** How much of a message stands before the table. */
        public static final int HEAD = 2 + Long.BYTES + Integer.BYTES;

        /** Writes what stands before the table. */
        public static byte[] head(long sequence, int tableLength) {
            return new WireWriter(HEAD)
                    .u8(Wire.VERSION)
                    .u8(Wire.CHUNK)
                    .i64(sequence)
                    .i32(tableLength)
                    .toBytes();
        }

        /** Returns where the first piece begins. */
        public int piecesAt() {
            return tableAt + tableLength;
        }

        private static Chunk read(WireReader in, byte[] message) {
            long sequence = Wire.notNegative(in.i64(), "sequence");
            int length = Wire.atMost(in.u32(), Wire.TAG_BYTES + 1, Table.MOST_BYTES + Wire.TAG_BYTES, "table");
            int at = in.position();
            in.skip(length);
            in.skip(in.remaining()); // the table says how long the pieces are
            return new Chunk(sequence, message, at, length);
        }
    }

    /**
     * No bytes.
     *
     * @param waitMs when to come again
     */
    record Refused(Refusal why, int waitMs) implements Answered {
        /** Longest wait that is told, ms. */
        public static final int MOST_WAIT_MS = 86_400_000;

        /** Returns the message. */
        public byte[] encode() {
            return new WireWriter(8)
                    .u8(Wire.VERSION)
                    .u8(Wire.REFUSED)
                    .u8(why.code())
                    .i32(Math.min(waitMs, MOST_WAIT_MS))
                    .toBytes();
        }
    }
}
