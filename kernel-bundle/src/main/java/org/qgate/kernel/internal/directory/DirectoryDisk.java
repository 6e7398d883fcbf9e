package org.qgate.kernel.internal.directory;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.qgate.api.NodeId;
import org.qgate.api.base.StateFolder;
import org.qgate.api.crypto.Crypto;
import org.qgate.api.error.QGateException;
import org.qgate.common.wire.WireException;
import org.qgate.common.wire.WireReader;
import org.qgate.common.wire.WireWriter;

/** The directory on disk: snapshot, its descriptors, highest sequences. Blocking: off the loop. */
final class DirectoryDisk {
    private static final String SNAPSHOT = "directory/snapshot";
    private static final String DESCRIPTORS = "directory/descriptors";
    private static final String MARKS = "directory/sequences";
    private static final int MARKS_VERSION = 1;
    private static final int MARK_BYTES = 32 + 3 * 8;
    private static final long MAX_DESCRIPTORS = 60L << 20; // the folder refuses files beyond 64 MiB

    private DirectoryDisk() {}

    /**
     * What was found.
     *
     * @param snapshot null when there is none
     * @param problem what was damaged and left out, or an empty text
     */
    record Found(
            SnapshotCheck.Verified snapshot,
            List<Descriptor> descriptors,
            Map<NodeId, DescriptorStore.Mark> marks,
            String problem) {}

    static Found load(StateFolder state, Crypto crypto, Network network, long nowMs) {
        Map<NodeId, DescriptorStore.Mark> marks = new LinkedHashMap<>();
        try {
            state.read(MARKS).ifPresent(bytes -> marks.putAll(readMarks(bytes)));
            Optional<byte[]> kept = state.read(SNAPSHOT);
            if (kept.isEmpty()) {
                return new Found(null, List.of(), marks, "");
            }
            SnapshotCheck.Verified snapshot = new SnapshotCheck(crypto, network).verifyKept(kept.get(), nowMs);
            List<byte[]> all = state.read(DESCRIPTORS).map(Bundles::split).orElse(List.of());
            List<Descriptor> good = Verification.check(crypto, network, all, snapshot.snapshot().digests(), nowMs)
                    .verified();
            return new Found(snapshot, good, marks, "");
        } catch (WireException | QGateException damaged) {
            return new Found(null, List.of(), marks, "the directory on disk was left aside: " + damaged.getMessage());
        }
    }

    /** Writes everything; descriptors beyond what a file may hold are left out and fetched again after a restart. */
    static void save(
            StateFolder state,
            byte[] snapshot,
            Collection<byte[]> descriptors,
            Map<NodeId, DescriptorStore.Mark> marks) {
        boolean fits = Bundles.length(descriptors) <= MAX_DESCRIPTORS;
        state.write(MARKS, writeMarks(marks)); // first: what is remembered must never be less than what is in force
        state.write(DESCRIPTORS, fits ? Bundles.join(descriptors) : new byte[0]);
        state.write(SNAPSHOT, snapshot);
    }

    static byte[] writeMarks(Map<NodeId, DescriptorStore.Mark> marks) {
        WireWriter out = new WireWriter(8 + marks.size() * MARK_BYTES).u8(MARKS_VERSION).u32(marks.size());
        marks.forEach((id, mark) ->
                out.bytes(id.bytes()).i64(mark.listed()).i64(mark.offered()).i64(mark.epoch()));
        return out.toBytes();
    }

    static Map<NodeId, DescriptorStore.Mark> readMarks(byte[] bytes) {
        WireReader in = new WireReader(bytes);
        int version = in.u8();
        long count = in.u32();
        if (version != MARKS_VERSION || in.remaining() != count * MARK_BYTES) {
            throw new WireException("sequences of version " + version + ", or truncated");
        }
        Map<NodeId, DescriptorStore.Mark> marks = new LinkedHashMap<>();
        for (long i = 0; i < count; i++) {
            NodeId id = NodeId.of(in.bytes(NodeId.BYTES));
            marks.put(id, new DescriptorStore.Mark(in.i64(), in.i64(), in.i64()));
        }
        return marks;
    }
}
