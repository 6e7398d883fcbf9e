package org.qgate.kernel.internal.directory;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.qgate.api.NodeId;
import org.qgate.api.base.StateFolder;
import org.qgate.api.crypto.Crypto;
import org.qgate.api.error.QGateException;
import org.qgate.common.wire.WireException;
import org.qgate.common.wire.WireReader;
import org.qgate.common.wire.WireWriter;

/**
 * The directory on disk: snapshot, its descriptors, highest sequences. What cannot be read and what is damaged are two
 * things: the first may be there again in a moment and must not be overwritten. Blocking: off the loop.
 */
final class DirectoryDisk {
    private static final String SNAPSHOT = "directory/snapshot";
    private static final String DESCRIPTORS = "directory/descriptors";
    private static final String MARKS = "directory/sequences";
    /** What a damaged file's name gets behind it, for the operator to look at. */
    private static final String DAMAGED = ".damaged";

    private static final int MARKS_VERSION = 1;
    private static final int MARK_BYTES = 32 + 3 * 8;
    private static final long MAX_DESCRIPTORS = 60L << 20; // the folder refuses files beyond 64 MiB

    private DirectoryDisk() {}

    /**
     * What was found.
     *
     * @param snapshot null when there is none
     * @param damage what was damaged and left out, or an empty text
     */
    record Found(
            SnapshotCheck.Verified snapshot,
            List<Descriptor> descriptors,
            Map<NodeId, DescriptorStore.Mark> marks,
            String damage) {}

    /**
     * Reads everything. Damaged sequences and snapshots, which remember what must not come back, are kept under another
     * name before anything can overwrite them; descriptors are not, since the snapshot's are fetched again.
     *
     * @throws QGateException when a file is there and cannot be read, or a damaged one cannot be kept
     */
    static Found load(StateFolder state, Crypto crypto, Network network, long nowMs) {
        List<String> damage = new ArrayList<>();
        Map<NodeId, DescriptorStore.Mark> marks =
                read(state, MARKS, DirectoryDisk::readMarks, true, damage).orElse(Map.of());
        SnapshotCheck check = new SnapshotCheck(crypto, network);
        Optional<SnapshotCheck.Verified> snapshot =
                read(state, SNAPSHOT, bytes -> check.verifyKept(bytes, nowMs), true, damage);
        List<Descriptor> descriptors = snapshot.isEmpty()
                ? List.of()
                : read(state, DESCRIPTORS, Bundles::split, false, damage)
                        .map(all -> Verification.check(
                                crypto, network, all, snapshot.get().snapshot().digests(), nowMs))
                        .map(Verification.Result::verified)
                        .orElse(List.of());
        return new Found(snapshot.orElse(null), descriptors, marks, String.join("; ", damage));
    }

    private static <T> Optional<T> read(
            StateFolder state, String name, Function<byte[], T> decoder, boolean keep, List<String> damage) {
        Optional<byte[]> bytes = state.read(name);
        try {
            return bytes.map(decoder);
        } catch (WireException | QGateException damaged) {
            String kept = "";
            if (keep) {
                state.write(name + DAMAGED, bytes.orElseThrow());
                kept = " and is kept as " + name + DAMAGED;
            }
            damage.add(name + " on disk was left aside" + kept + ": " + damaged.getMessage());
            return Optional.empty();
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
        WireWriter out =
                new WireWriter(8 + marks.size() * MARK_BYTES).u8(MARKS_VERSION).u32(marks.size());
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
