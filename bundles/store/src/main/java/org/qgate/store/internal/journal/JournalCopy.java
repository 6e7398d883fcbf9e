package org.qgate.store.internal.journal;

import java.io.IOException;
import java.util.List;
import org.qgate.api.store.Disk;
import org.qgate.api.store.DiskFile;

/**
 * A copy of a journal as it is at one moment. What grows is copied while nothing is appended; ended segments never change, so
 * they follow at leisure, and the manifest last: a copy that was not finished is none.
 */
public final class JournalCopy {
    private static final int CHUNK = 1 << 20;
    private final Disk from;
    private final Disk to;
    private final List<String> ended;
    private final byte[] manifest;

    JournalCopy(Disk from, Disk to, List<Integer> ended, Segment growing, int end) throws IOException {
        this.from = from;
        this.to = to;
        this.ended = ended.stream().map(Segment::name).toList();
        this.manifest = whole(Manifest.NAME);
        copy(Segment.name(growing.number()), end);
    }

    private byte[] whole(String name) throws IOException {
        try (DiskFile file = from.open(name)) {
            byte[] bytes = new byte[Math.toIntExact(file.size())];
            file.read(0, bytes, 0, bytes.length);
            return bytes;
        }
    }

    private void copy(String name, long upTo) throws IOException {
        try (DiskFile source = from.open(name);
                DiskFile target = to.create(name, source.size())) {
            long length = Math.min(upTo, source.size());
            byte[] chunk = new byte[(int) Math.min(CHUNK, length)];
            for (long at = 0; at < length; at += chunk.length) {
                int part = (int) Math.min(chunk.length, length - at);
                source.read(at, chunk, 0, part);
                target.write(at, chunk, 0, part);
            }
            target.sync();
        }
    }

    /** Copies the rest; the segments of the moment must not be dropped meanwhile. */
    public void finish() throws IOException {
        for (String each : ended) {
            copy(each, Long.MAX_VALUE);
        }
        Manifest.write(to, manifest);
    }
}
