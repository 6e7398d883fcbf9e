package org.qgate.store.internal.journal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.StoreError;
import org.qgate.api.store.Disk;
import org.qgate.store.internal.seal.Seal;

/**
 * Opens what is on a disk: the manifest says which segments there are, footers are left for whoever merges them, the
 * last segment is scanned, and what follows its last whole batch is cleared.
 */
final class Recovery {
    private final Disk disk;
    private final Seal seal;
    private final Manifest manifest;
    private final Frames frames;
    private final Batches batches;
    private final Map<Integer, Segment> segments = new TreeMap<>();
    private final Footer footer = new Footer();
    private Manifest.Listed last;
    private int nextSegment;
    private Scan scan;
    private long discardedBytes;

    Recovery(Disk disk, Seal seal, JournalSettings settings) throws IOException {
        this.disk = disk;
        this.seal = seal;
        manifest = manifest(settings);
        nextSegment = manifest.nextSegment();
        frames = new Frames(seal, manifest.storeId());
        batches = new Batches(seal, manifest.storeId(), frames);
        try {
            openSegments(settings.anchor());
            removeStrangers();
        } catch (IOException | RuntimeException failed) {
            closeAll(failed);
            throw failed;
        }
    }

    private Manifest manifest(JournalSettings settings) throws IOException {
        List<String> names = disk.list();
        if (names.contains(Manifest.NAME)) {
            return Manifest.read(disk, seal);
        }
        if (names.stream().anyMatch(name -> name.endsWith(Segment.SUFFIX))) {
            throw new QGateException(StoreError.MISSING_SEGMENT, Manifest.NAME + ", though there are segments");
        }
        if (settings.anchor().length > 0) {
            throw Anchor.gone();
        }
        Manifest first = new Manifest(settings.newStoreId(), settings.segmentBytes(), 1, List.of());
        first.write(disk, seal);
        return first;
    }

    private void openSegments(byte[] anchor) throws IOException {
        for (Manifest.Listed each : manifest.segments()) {
            segments.put(each.segment(), Segment.open(disk, each.segment(), manifest.segmentBytes()));
        }
        if (manifest.segments().isEmpty()) {
            refuseOlder(anchor, Batches.Chain.NONE);
            beginFirst();
            return;
        }
        last = manifest.segments().get(manifest.segments().size() - 1);
        Segment active = active();
        byte[] content = active.content();
        active.checkHeader(content, seal, manifest.storeId(), last.chain());
        scan = Scan.of(batches, content, active.number(), last.chain());
        scan.refuseMore(batches, content, active.number());
        refuseOlder(anchor, scan.chain());
        int mark = scan.marked() ? Format.END_MARK_BYTES : 0;
        discardedBytes = active.clear(scan.end() + mark, content);
        active.sync(); // what was read may so far be in memory only
        scan.records().forEach(footer::add);
    }

    private void refuseOlder(byte[] bytes, Batches.Chain end) {
        Anchor anchor = Anchor.decode(bytes);
        if (anchor != null) {
            anchor.refuseOlder(manifest.storeId(), end);
        }
    }

    private void beginFirst() throws IOException {
        Batches.Chain none = Batches.Chain.NONE;
        int number = nextSegment++;
        if (disk.list().contains(Segment.name(number))) {
            disk.delete(Segment.name(number));
        }
        int size = manifest.segmentBytes();
        byte[] header = Segment.header(seal, manifest.storeId(), number, size, none);
        segments.put(number, Segment.create(disk, number, size, header));
        last = new Manifest.Listed(number, 0, 0, none);
        new Manifest(manifest.storeId(), size, nextSegment, List.of(last)).write(disk, seal);
        scan = new Scan(List.of(), Format.SEGMENT_HEADER_BYTES, false, none);
    }

    /** Segments that were begun and never listed, or dropped and not yet deleted. */
    private void removeStrangers() throws IOException {
        Set<String> known = new HashSet<>(Set.of(Manifest.NAME));
        segments.keySet().forEach(number -> known.add(Segment.name(number)));
        for (String name : disk.list()) {
            boolean ours = name.endsWith(Segment.SUFFIX) || name.startsWith(Manifest.NAME);
            if (ours && !known.contains(name)) {
                disk.delete(name);
            }
        }
    }

    private void closeAll(Exception reason) {
        for (Segment each : segments.values()) {
            try {
                each.close();
            } catch (IOException failed) {
                reason.addSuppressed(failed);
            }
        }
    }

    Segment active() {
        return segments.get(last.segment());
    }

    byte[] storeId() {
        return manifest.storeId();
    }

    int segmentBytes() {
        return manifest.segmentBytes();
    }

    int nextSegment() {
        return nextSegment;
    }

    Frames frames() {
        return frames;
    }

    Batches batches() {
        return batches;
    }

    Map<Integer, Segment> segments() {
        return segments;
    }

    List<Manifest.Listed> sealed() {
        return new ArrayList<>(
                manifest.segments().stream().filter(Manifest.Listed::isSealed).toList());
    }

    Batches.Chain activeStart() {
        return last.chain();
    }

    Batches.Chain chain() {
        return scan.chain();
    }

    Footer footer() {
        return footer;
    }

    boolean marked() {
        return scan.marked();
    }

    int end() {
        return scan.end();
    }

    OpeningReport report() {
        return new OpeningReport(sealed().size(), manifest.segments().isEmpty() ? 0 : 1, discardedBytes);
    }
}
