package org.qgate.kernel.internal.directory;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.qgate.api.NodeId;
import org.qgate.api.crypto.Signatures;
import org.qgate.common.wire.WireException;
import org.qgate.common.wire.WireReader;
import org.qgate.common.wire.WireWriter;

/** The bytes of a snapshot ([SNAP-1] to [SNAP-4]). Structure only: nothing here is verified. */
final class SnapshotCodec {
    /** What signatures cover, beside the body. */
    static final String DOMAIN = "qgate 1 snapshot";
    /** Most relays in a snapshot. */
    static final int MAX_ENTRIES = 100_000;

    static final int MAX_SIGNATURES = 16;
    static final int VERSION = 1;
    static final int KIND = 2;

    private static final int MAX_CERTIFICATE = 12 * 1024;
    private static final int ENTRY_BYTES = 32 + 32 + 8 + 4 + 4;
    private static final int MAX_BODY = MAX_ENTRIES * ENTRY_BYTES + 64 * 1024;
    /** Longest snapshot. */
    static final int MAX_BYTES = MAX_BODY + MAX_SIGNATURES * (MAX_CERTIFICATE + Signatures.BYTES + 2) + 16;

    private static final int NETWORK = 1;
    private static final int TIMES = 2;
    private static final int ENTRIES = 3;
    private static final Set<Integer> KNOWN = Set.of(NETWORK, TIMES, ENTRIES);

    private SnapshotCodec() {}

    /** Returns the body that signers sign; entries must be sorted already. */
    static byte[] body(String networkId, long validAfterMs, long freshMs, long validMs, List<SnapshotEntry> entries) {
        WireWriter out =
                new WireWriter(256 + entries.size() * ENTRY_BYTES).u8(VERSION).u8(KIND);
        Fields.write(out, NETWORK, true, new WireWriter().ascii8(networkId).toBytes());
        Fields.write(
                out,
                TIMES,
                true,
                new WireWriter()
                        .i64(validAfterMs)
                        .i64(validAfterMs + freshMs)
                        .i64(validAfterMs + validMs)
                        .toBytes());
        WireWriter list = new WireWriter(4 + entries.size() * ENTRY_BYTES).u32(entries.size());
        for (SnapshotEntry entry : entries) {
            list.bytes(entry.id().bytes()).bytes(HexFormat.of().parseHex(entry.digest()));
            list.i64(entry.sequence()).i32(entry.flags()).u32(entry.weight());
        }
        Fields.write(out, ENTRIES, true, list.toBytes());
        return out.toBytes();
    }

    /** Joins body and signatures. */
    static byte[] encode(byte[] body, List<Snapshot.Signed> signatures) {
        WireWriter out = new WireWriter(body.length + 16 * 1024).bytes32(body).u8(signatures.size());
        signatures.forEach(one -> out.bytes16(one.certificate()).bytes(one.signature()));
        return out.toBytes();
    }

    /**
     * Reads a snapshot.
     *
     * @throws WireException when malformed, unsorted or with a relay twice
     */
    static Snapshot parse(byte[] encoded) {
        WireReader in = new WireReader(encoded);
        byte[] body = in.bytes32(MAX_BODY);
        List<Snapshot.Signed> signatures = signatures(in);
        in.finish();
        WireReader inner = new WireReader(body);
        if (inner.u8() != VERSION || inner.u8() != KIND) {
            throw new WireException("not a snapshot of version " + VERSION);
        }
        Fields fields = Fields.read(inner, KNOWN);
        WireReader network = fields.required(NETWORK);
        String networkId = network.ascii8();
        network.finish();
        WireReader times = fields.required(TIMES);
        Snapshot snapshot = new Snapshot(
                networkId,
                times.i64(),
                times.i64(),
                times.i64(),
                entries(fields.required(ENTRIES)),
                body,
                signatures,
                encoded);
        times.finish();
        return snapshot;
    }

    private static List<Snapshot.Signed> signatures(WireReader in) {
        int count = in.u8();
        if (count > MAX_SIGNATURES) {
            throw new WireException("more than " + MAX_SIGNATURES + " signatures");
        }
        List<Snapshot.Signed> signatures = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            signatures.add(new Snapshot.Signed(in.bytes16(MAX_CERTIFICATE), in.bytes(Signatures.BYTES)));
        }
        return List.copyOf(signatures);
    }

    private static List<SnapshotEntry> entries(WireReader in) {
        long count = in.u32();
        if (count > MAX_ENTRIES || in.remaining() != count * ENTRY_BYTES) {
            throw new WireException("the list of " + count + " relays has the wrong length");
        }
        List<SnapshotEntry> entries = new ArrayList<>((int) count);
        NodeId last = null;
        for (int i = 0; i < count; i++) {
            SnapshotEntry entry = new SnapshotEntry(
                    NodeId.of(in.bytes(NodeId.BYTES)),
                    HexFormat.of().formatHex(in.bytes(32)),
                    in.i64(),
                    in.i32(),
                    in.u32());
            if (last != null && last.compareTo(entry.id()) >= 0) {
                throw new WireException("relays are not sorted, or one is there twice");
            }
            if (entry.sequence() < 1 || entry.weight() < 1) {
                throw new WireException("a sequence or weight is not positive");
            }
            last = entry.id();
            entries.add(entry);
        }
        return List.copyOf(entries);
    }
}
