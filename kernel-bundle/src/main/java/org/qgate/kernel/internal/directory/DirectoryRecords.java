package org.qgate.kernel.internal.directory;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.qgate.api.NodeId;
import org.qgate.api.crypto.Crypto;
import org.qgate.api.error.QGateException;
import org.qgate.api.store.Row;
import org.qgate.common.wire.WireException;
import org.qgate.kernel.internal.Archive;
import org.qgate.kernel.internal.Writing;

/**
 * The directory in the store: highest sequences, a record each; descriptors, a record each; the snapshot. Only what has
 * changed is written, sequences first: what is remembered must never be less than what is in force. What cannot be read
 * and what is damaged are two things: the first may be there again in a moment and must not be overwritten. Blocking: off
 * the loop. Thread-safe.
 */
final class DirectoryRecords {
    /** Before a node's id: its highest sequences. */
    private static final String MARK = "mark/";

    private final Archive archive;
    /** What the store has; null when that is not known. */
    private Written written;

    DirectoryRecords(Archive archive) {
        this.archive = archive;
    }

    /** What the store has. */
    private static final class Written {
        private final Map<NodeId, DescriptorStore.Mark> marks = new LinkedHashMap<>();
        private final Set<String> descriptors = new HashSet<>();
        private String snapshot = "";
    }

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
     * What is to be kept.
     *
     * @param descriptors those that the snapshot names, by digest
     */
    record Kept(
            SnapshotCheck.Verified snapshot,
            Map<String, byte[]> descriptors,
            Map<NodeId, DescriptorStore.Mark> marks) {}

    /**
     * Reads everything. Damaged sequences and snapshots, which remember what must not come back, are kept under another
     * key before anything can overwrite them; descriptors are not, since the snapshot's are fetched again.
     *
     * @throws QGateException when the store cannot be read, or what is damaged cannot be kept
     */
    synchronized Found load(Crypto crypto, Network network, long nowMs) {
        written = null;
        Written here = new Written();
        List<String> damage = new ArrayList<>();
        readMarks(here, damage);
        SnapshotCheck.Verified snapshot = readSnapshot(new SnapshotCheck(crypto, network), nowMs, damage);
        List<Descriptor> descriptors = new ArrayList<>();
        Set<String> named = snapshot == null ? Set.of() : snapshot.snapshot().digests();
        archive.each(Archive.DESCRIPTORS, "", row -> {
            here.descriptors.add(HexFormat.of().formatHex(row.key()));
            descriptors.addAll(Verification.check(crypto, network, List.of(row.value()), named, nowMs)
                    .verified());
        });
        here.snapshot = snapshot == null ? "" : snapshot.digest();
        written = here;
        return new Found(snapshot, descriptors, Map.copyOf(here.marks), String.join("; ", damage));
    }

    private void readMarks(Written here, List<String> damage) {
        List<Row> damaged = new ArrayList<>();
        archive.each(Archive.DIRECTORY, MARK, row -> {
            try {
                here.marks.put(node(row.key()), Marks.read(row.value()));
            } catch (WireException | IllegalArgumentException wrong) {
                damaged.add(row);
            }
        });
        if (!damaged.isEmpty()) {
            Writing aside = new Writing(archive.now());
            damaged.forEach(row -> {
                aside.put(Archive.DIRECTORY, Archive.key(Archive.DAMAGED, row.key()), row.value());
                aside.remove(Archive.DIRECTORY, row.key());
            });
            aside.commit();
            damage.add(damaged.size() + " sequences were damaged and left aside, kept under " + Archive.DAMAGED + MARK);
        }
    }

    /** Returns the key of a node's highest sequences. */
    static byte[] key(NodeId id) {
        return Archive.key(MARK, id.bytes());
    }

    private static NodeId node(byte[] key) {
        int start = MARK.length();
        byte[] id = new byte[key.length - start];
        System.arraycopy(key, start, id, 0, id.length);
        return NodeId.of(id);
    }

    private SnapshotCheck.Verified readSnapshot(SnapshotCheck check, long nowMs, List<String> damage) {
        Optional<byte[]> encoded = SnapshotRecord.read(archive.map(Archive.DIRECTORY));
        try {
            return encoded.map(bytes -> check.verifyKept(bytes, nowMs)).orElse(null);
        } catch (WireException | QGateException damaged) {
            SnapshotRecord.setAside(archive.now(), encoded.orElseThrow());
            damage.add("the snapshot was damaged and left aside, kept as " + SnapshotRecord.ASIDE + ": "
                    + damaged.getMessage());
            return null;
        }
    }

    /** Writes what has changed since the last time. */
    synchronized void save(Kept wanted) {
        Written before = written == null ? look() : written;
        written = null; // until all of it is durable nobody knows
        Writing writing = new Writing(archive.now());
        wanted.marks().forEach((id, mark) -> {
            if (!mark.equals(before.marks.get(id))) {
                writing.put(Archive.DIRECTORY, key(id), Marks.write(mark));
            }
        });
        wanted.descriptors().forEach((digest, encoded) -> {
            if (!before.descriptors.contains(digest)) {
                writing.put(Archive.DESCRIPTORS, HexFormat.of().parseHex(digest), encoded);
            }
        });
        if (!wanted.snapshot().digest().equals(before.snapshot)) {
            SnapshotRecord.write(
                    archive.map(Archive.DIRECTORY), writing, wanted.snapshot().snapshot());
        }
        removeOld(before, wanted, writing);
        writing.commit();
        written = after(wanted);
    }

    private static void removeOld(Written before, Kept wanted, Writing writing) {
        before.descriptors.stream()
                .filter(digest -> !wanted.descriptors().containsKey(digest))
                .forEach(digest ->
                        writing.remove(Archive.DESCRIPTORS, HexFormat.of().parseHex(digest)));
        before.marks.keySet().stream()
                .filter(id -> !wanted.marks().containsKey(id))
                .forEach(id -> writing.remove(Archive.DIRECTORY, key(id)));
    }

    private static Written after(Kept wanted) {
        Written now = new Written();
        now.marks.putAll(wanted.marks());
        now.descriptors.addAll(wanted.descriptors().keySet());
        now.snapshot = wanted.snapshot().digest();
        return now;
    }

    /** Looks what the store has, after a hand-over or a failure; the snapshot is written anew then. */
    private Written look() {
        Written here = new Written();
        readMarks(here, new ArrayList<>());
        archive.each(
                Archive.DESCRIPTORS,
                "",
                row -> here.descriptors.add(HexFormat.of().formatHex(row.key())));
        return here;
    }
}
