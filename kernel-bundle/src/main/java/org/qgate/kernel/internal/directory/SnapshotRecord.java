package org.qgate.kernel.internal.directory;

import java.util.Arrays;
import java.util.Optional;
import org.qgate.api.store.Namespace;
import org.qgate.api.store.StoreMap;
import org.qgate.common.wire.WireException;
import org.qgate.common.wire.WireReader;
import org.qgate.common.wire.WireWriter;
import org.qgate.kernel.internal.Archive;
import org.qgate.kernel.internal.Writing;

/**
 * The snapshot in the store: pieces, since a large network's is larger than a batch may be, and a head that names them
 * and changes after them. Until it does, the one before stands.
 */
final class SnapshotRecord {
    /** Where a damaged one goes, for the operator to look at: its beginning, when it is large. */
    static final String ASIDE = Archive.DAMAGED + "snapshot";

    private static final byte[] HEAD = Archive.key("snapshot");
    private static final String PIECE = "piece/";
    private static final int PIECE_BYTES = 256 << 10;
    private static final int VERSION = 1;

    /** Which pieces make it. */
    private record Head(long stamp, int pieces) {
        byte[] key(int piece) {
            return Archive.key(PIECE, new WireWriter(10).i64(stamp).u16(piece).toBytes());
        }
    }

    private SnapshotRecord() {}

    /** Reads it; what was not written here comes out as bytes that no snapshot has. */
    static Optional<byte[]> read(StoreMap map) {
        Optional<byte[]> written = map.get(HEAD);
        if (written.isEmpty()) {
            return Optional.empty();
        }
        Optional<Head> head = head(written.get());
        WireWriter out = new WireWriter(PIECE_BYTES);
        for (int piece = 0; head.isPresent() && piece < head.get().pieces(); piece++) {
            map.get(head.get().key(piece)).ifPresent(out::bytes);
        }
        return Optional.of(out.toBytes());
    }

    private static Optional<Head> head(byte[] written) {
        try {
            WireReader in = new WireReader(written);
            if (in.u8() != VERSION) {
                return Optional.empty();
            }
            Head head = new Head(in.i64(), in.u16());
            in.finish();
            return Optional.of(head);
        } catch (WireException malformed) {
            return Optional.empty();
        }
    }

    /** Writes pieces, then the head, then removes what the head before named. */
    static void write(StoreMap map, Writing writing, Snapshot snapshot) {
        byte[] encoded = snapshot.encoded();
        int pieces = (encoded.length + PIECE_BYTES - 1) / PIECE_BYTES;
        Head head = new Head(snapshot.validAfterMs(), pieces);
        Optional<Head> before = map.get(HEAD).flatMap(SnapshotRecord::head);
        for (int piece = 0; piece < pieces; piece++) {
            int from = piece * PIECE_BYTES;
            int to = Math.min(encoded.length, from + PIECE_BYTES);
            writing.put(Archive.DIRECTORY, head.key(piece), Arrays.copyOfRange(encoded, from, to));
        }
        byte[] named =
                new WireWriter(11).u8(VERSION).i64(head.stamp()).u16(pieces).toBytes();
        writing.put(Archive.DIRECTORY, HEAD, named);
        before.ifPresent(old -> {
            for (int piece = old.stamp() == head.stamp() ? pieces : 0; piece < old.pieces(); piece++) {
                writing.remove(Archive.DIRECTORY, old.key(piece));
            }
        });
    }

    /** Keeps a damaged one for the operator to look at. */
    static void setAside(Namespace names, byte[] encoded) {
        Writing aside = new Writing(names);
        aside.put(Archive.DIRECTORY, Archive.key(ASIDE), Arrays.copyOf(encoded, Math.min(encoded.length, PIECE_BYTES)));
        aside.remove(Archive.DIRECTORY, HEAD);
        names.map(Archive.DIRECTORY).get(HEAD).flatMap(SnapshotRecord::head).ifPresent(old -> {
            for (int piece = 0; piece < old.pieces(); piece++) {
                aside.remove(Archive.DIRECTORY, old.key(piece));
            }
        });
        aside.commit();
    }
}
