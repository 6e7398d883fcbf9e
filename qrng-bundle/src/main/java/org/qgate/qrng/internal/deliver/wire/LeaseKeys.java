package org.qgate.qrng.internal.deliver.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.qgate.api.NodeId;
import org.qgate.api.crypto.Primitives;
import org.qgate.common.wire.WireWriter;

/**
 * The two keys of a lease, and what is sealed with them ([QRN-4]). They come from X25519 and ML-KEM-768 keys made for the
 * lease, so both must be broken, and from all that was said before, so nobody can be between. Never the same nonce twice:
 * it is the sequence number, which each end uses once, and the number of the piece. Thread-safe until wiped.
 */
public final class LeaseKeys {
    /** What a server signs under. */
    public static final String DOMAIN = "qgate 1 qrng lease";

    private static final byte[] INFO = "qgate 1 qrng keys".getBytes(StandardCharsets.US_ASCII);
    private static final String OPENING = "qgate 1 qrng open";
    private static final String WISH = "qgate 1 qrng take";
    private static final String TABLE = "qgate 1 qrng table";
    private static final String PIECE = "qgate 1 qrng piece";

    private final long lease;
    private final byte[] toServer;
    private final byte[] toSubscriber;

    private LeaseKeys(long lease, byte[] both) {
        this.lease = lease;
        toServer = Arrays.copyOf(both, Wire.KEY_BYTES);
        toSubscriber = Arrays.copyOfRange(both, Wire.KEY_BYTES, 2 * Wire.KEY_BYTES);
    }

    /** Returns what the server signs and the keys are bound to: all that was said, and to whom. */
    public static byte[] transcript(Primitives primitives, String network, NodeId server, byte[] open, byte[] offer) {
        return primitives.sha256(new WireWriter(2_500)
                .u8(OPENING.length())
                .bytes(OPENING.getBytes(StandardCharsets.US_ASCII))
                .bytes16(network.getBytes(StandardCharsets.UTF_8))
                .bytes(server.bytes())
                .bytes32(open)
                .bytes32(offer)
                .toBytes());
    }

    /** Derives the keys; wipes both secrets. */
    public static LeaseKeys derive(
            Primitives primitives, long lease, byte[] agreed, byte[] encapsulated, byte[] transcript) {
        byte[] secret = Arrays.copyOf(agreed, agreed.length + encapsulated.length);
        System.arraycopy(encapsulated, 0, secret, agreed.length, encapsulated.length);
        byte[] both = primitives.derive(secret, transcript, INFO, 2 * Wire.KEY_BYTES);
        try {
            return new LeaseKeys(lease, both);
        } finally {
            Arrays.fill(secret, (byte) 0);
            Arrays.fill(agreed, (byte) 0);
            Arrays.fill(encapsulated, (byte) 0);
            Arrays.fill(both, (byte) 0);
        }
    }

    /** Returns the lease's number. */
    public long lease() {
        return lease;
    }

    /** Seals what a request asks for. */
    public Asked.Take sealWish(Primitives primitives, long sequence, Asked.Wish wish) {
        byte[] sealed = new byte[Asked.Take.SEALED];
        byte[] plain = wish.encode();
        primitives.sealBulk(
                toServer, nonce(sequence, 0), associated(WISH, sequence, 0, 0), plain, 0, plain.length, sealed, 0);
        return new Asked.Take(lease, sequence, sealed);
    }

    /** Opens what a request asks for; empty when it is not this lease's. */
    public Optional<Asked.Wish> openWish(Primitives primitives, Asked.Take take) {
        byte[] associated = associated(WISH, take.sequence(), 0, 0);
        return primitives
                .openBulk(toServer, nonce(take.sequence(), 0), associated, take.sealed(), 0, take.sealed().length)
                .map(Asked.Wish::decode);
    }

    /** Seals the table of a chunk. */
    public void sealTable(Primitives primitives, long sequence, byte[] plain, byte[] out, int outOffset) {
        byte[] associated = associated(TABLE, sequence, 0, 0);
        primitives.sealBulk(toSubscriber, nonce(sequence, 0), associated, plain, 0, plain.length, out, outOffset);
    }

    /** Opens the table of a chunk; empty when it is another one's. */
    public Optional<byte[]> openTable(Primitives primitives, long sequence, byte[] in, int offset, int length) {
        byte[] associated = associated(TABLE, sequence, 0, 0);
        return primitives.openBulk(toSubscriber, nonce(sequence, 0), associated, in, offset, length);
    }

    /**
     * Seals a piece.
     *
     * @param index from 1
     * @param position of its first byte
     */
    public void sealPiece(
            Primitives primitives,
            long sequence,
            int index,
            long position,
            byte[] plain,
            int offset,
            int length,
            byte[] out,
            int outOffset) {
        byte[] associated = associated(PIECE, sequence, position, index);
        primitives.sealBulk(toSubscriber, nonce(sequence, index), associated, plain, offset, length, out, outOffset);
    }

    /** Opens a piece; empty when it is another one, or was altered. */
    public Optional<byte[]> openPiece(
            Primitives primitives, long sequence, int index, long position, byte[] in, int offset, int length) {
        byte[] associated = associated(PIECE, sequence, position, index);
        return primitives.openBulk(toSubscriber, nonce(sequence, index), associated, in, offset, length);
    }

    private static byte[] nonce(long sequence, int index) {
        return new WireWriter(12).i64(sequence).i32(index).toBytes();
    }

    private byte[] associated(String what, long sequence, long position, int index) {
        return new WireWriter(64)
                .bytes(what.getBytes(StandardCharsets.US_ASCII))
                .i64(lease)
                .i64(sequence)
                .i64(position)
                .i32(index)
                .toBytes();
    }

    /** Overwrites them. */
    public void wipe() {
        Arrays.fill(toServer, (byte) 0);
        Arrays.fill(toSubscriber, (byte) 0);
    }
}
