package org.qgate.store.internal.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.StoreError;
import org.qgate.api.store.Disk;
import org.qgate.store.internal.seal.Seal;

/**
 * The journal. One thread at a time appends, drops and rolls; any number read. After a write or sync that failed it is
 * unknown what the disk has, so nothing is appended any more.
 */
public final class Journal implements AutoCloseable {
    /** Largest batch where segments have room for four. */
    public static final int LARGEST_BATCH = 4 << 20;

    private final Disk disk;
    private final Seal seal;
    private final byte[] storeId;
    private final int segmentBytes;
    private final Frames frames;
    private final Batches batches;
    private final Map<Integer, Segment> segments;
    private final List<Manifest.Listed> sealed;
    private final OpeningReport opening;
    private final Epochs epochs;

    private Segment active;
    private Batches.Chain activeStart;
    private volatile Batches.Chain chain;
    private Footer footer;
    private int end;
    /** What to write at the end, made while the keys were there; null when it is there or nothing can follow it. */
    private byte[] endMark;

    private int nextSegment;
    private volatile String failure = "";
    private long syncs;
    private long written;

    Journal(Disk disk, Seal seal, Recovery from) {
        this.disk = disk;
        this.seal = seal;
        this.epochs = new Epochs(seal);
        this.storeId = from.storeId();
        this.segmentBytes = from.segmentBytes();
        this.frames = from.frames();
        this.batches = from.batches();
        this.segments = new ConcurrentHashMap<>(from.segments());
        this.sealed = new CopyOnWriteArrayList<>(from.sealed());
        this.opening = from.report();
        this.active = from.active();
        this.activeStart = from.activeStart();
        this.chain = from.chain();
        this.footer = from.footer();
        this.end = from.end();
        this.endMark = from.marked() ? null : batches.endMark(active.number(), end, chain);
        this.nextSegment = from.nextSegment();
    }

    /**
     * Opens a journal, or begins one in an empty folder.
     *
     * @throws QGateException naming segment and offset of what is damaged; the key that is wrong. Nothing was changed
     */
    public static Journal open(Disk disk, Seal seal, JournalSettings settings) {
        try {
            Recovery recovery = new Recovery(disk, seal, settings);
            return new Journal(disk, seal, recovery);
        } catch (IOException failed) {
            throw new QGateException(StoreError.FAILED, "cannot open: " + failed.getMessage(), failed);
        }
    }

    /** Returns the keys of each segment, sorted, the oldest segment first. What is damaged shows while they are walked. */
    public List<Iterator<Located>> keys() {
        List<Iterator<Located>> all = new ArrayList<>();
        sealed.forEach(each -> all.add(keys(each)));
        all.add(footer.iterator());
        return all;
    }

    private Iterator<Located> keys(Manifest.Listed listed) {
        return new FooterPages(seal, storeId, segments.get(listed.segment()), listed);
    }

    /** Returns the keys of one sealed segment. */
    public Iterator<Located> keys(int segment) {
        return keys(sealed.stream()
                .filter(each -> each.segment() == segment)
                .findFirst()
                .orElseThrow());
    }

    /** Returns the largest batch in bytes: four must fit a segment. */
    public int largestBatch() {
        return Math.min(LARGEST_BATCH, segmentBytes / 4);
    }

    /** Returns how many bytes a record needs in a batch. */
    public int frameBytes(Entry entry) {
        return frames.frameBytes(entry);
    }

    /** Writes entries as one batch and returns, when the disk has it, where each stands. */
    public List<Located> append(List<Entry> entries) {
        refuseAfterFailure();
        if (!fits(entries)) {
            roll();
            refuseWhatNeverFits(entries);
        }
        try {
            Batches.Sealed batch = batches.write(entries, active.number(), end, chain);
            int next = end + batch.bytes().length;
            byte[] mark = batches.endMark(active.number(), next, batch.chain());
            active.write(end, batch.bytes());
            active.sync();
            syncs++;
            written++;
            end = next;
            endMark = mark;
            chain = batch.chain();
            batch.records().forEach(footer::add);
            return batch.records();
        } catch (IOException failed) {
            throw failed("segment " + active.number() + " offset " + end, failed);
        }
    }

    private void refuseWhatNeverFits(List<Entry> entries) {
        if (!fits(entries)) {
            throw new QGateException(
                    StoreError.TOO_LARGE, "a batch of " + batches.batchBytes(entries) + " bytes in one segment");
        }
    }

    private void refuseAfterFailure() {
        if (!failure.isEmpty()) {
            throw new QGateException(StoreError.FAILED, failure);
        }
    }

    private QGateException failed(String where, IOException cause) {
        failure = where + ": " + cause.getMessage();
        return new QGateException(StoreError.FAILED, failure, cause);
    }

    /** Appends nothing any more: what is in memory is no longer what the journal says. */
    public void stop(String reason) {
        failure = reason;
    }

    private boolean fits(List<Entry> entries) {
        long keys = 0;
        for (Entry entry : entries) {
            keys += Footer.entryBytes(entry.key().length);
        }
        long footerBytes = FooterPages.mostBytes(footer.plainBytes() + keys, seal.overhead());
        return end + batches.batchBytes(entries) + footerBytes <= segmentBytes;
    }

    /** Everything is sealed before anything changes, so that a seal that refuses, or a full disk, leaves all as it was. */
    private void roll() {
        int number = nextSegment++;
        List<byte[]> pages = footer.pages();
        int length = FooterPages.length(pages, seal.overhead());
        Manifest.Listed listed = new Manifest.Listed(active.number(), end, length, chain);
        List<Manifest.Listed> ended = new ArrayList<>(sealed);
        ended.add(listed);
        byte[] footerBytes = FooterPages.sealed(seal, storeId, listed, pages);
        byte[] manifest = manifest(ended, number, chain);
        Segment next = begin(number);
        try {
            active.write(end, footerBytes);
            active.sync();
            Manifest.write(disk, manifest);
        } catch (IOException failed) {
            throw failed("segment " + active.number() + " could not be ended", failed);
        }
        sealed.add(listed);
        segments.put(number, next);
        active = next;
        epochs.begun(number, seal.epoch());
        activeStart = chain;
        footer = new Footer();
        end = Format.SEGMENT_HEADER_BYTES;
        endMark = null;
    }

    /**
     * Marks the end, when nothing follows for a while: a bit that flips in the last batch from here on is damage; without
     * the mark it looks like a batch that was not finished. Nothing waits for the disk, for nothing depends on the mark.
     */
    public void mark() {
        refuseAfterFailure();
        try {
            writeMark();
        } catch (IOException failed) {
            throw failed("segment " + active.number() + " offset " + end, failed);
        }
    }

    private void writeMark() throws IOException {
        if (endMark != null && end + endMark.length <= segmentBytes) {
            active.write(end, endMark);
        }
        endMark = null;
    }

    private Segment begin(int number) {
        byte[] header = Segment.header(seal, storeId, number, segmentBytes, chain);
        try {
            return Segment.create(disk, number, segmentBytes, header);
        } catch (IOException noRoom) {
            try {
                disk.delete(Segment.name(number));
            } catch (IOException neverMade) {
                noRoom.addSuppressed(neverMade);
            }
            throw new QGateException(
                    StoreError.DISK_FULL, "segment " + number + " of " + segmentBytes + " bytes", noRoom);
        }
    }

    private byte[] manifest(List<Manifest.Listed> ended, int growing, Batches.Chain start) {
        List<Manifest.Listed> all = new ArrayList<>(ended);
        all.add(new Manifest.Listed(growing, 0, 0, start));
        return new Manifest(storeId, segmentBytes, nextSegment, all).encode(seal);
    }

    /** Returns the record at a place. Whoever calls sees to it that its segment is not dropped meanwhile. */
    public Entry read(Place place) {
        try {
            byte[] frame = segments.get(place.segment()).read(place.offset(), place.length());
            Entry entry = frames.read(ByteBuffer.wrap(frame), place.segment(), place.offset());
            if (entry.sequence() != place.sequence()) {
                throw Format.damaged(place.segment(), place.offset(), "another record stands here");
            }
            return entry;
        } catch (IOException failed) {
            throw new QGateException(
                    StoreError.DAMAGED,
                    "segment " + place.segment() + " offset " + place.offset() + " cannot be read: "
                            + failed.getMessage(),
                    failed);
        }
    }

    /** Forgets a sealed segment that nobody reads or will read, then deletes its file. */
    public void drop(int segment) {
        refuseAfterFailure();
        List<Manifest.Listed> rest =
                sealed.stream().filter(each -> each.segment() != segment).toList();
        byte[] manifest = manifest(rest, active.number(), activeStart);
        try {
            Manifest.write(disk, manifest);
            sealed.removeIf(each -> each.segment() == segment);
            segments.remove(segment).close();
            epochs.forget(segment);
            disk.delete(Segment.name(segment));
        } catch (IOException failed) {
            throw failed("segment " + segment + " could not be dropped", failed);
        }
    }

    /** Returns the numbers of the sealed segments, the oldest first. */
    public List<Integer> sealedSegments() {
        return sealed.stream().map(Manifest.Listed::segment).toList();
    }

    /** Reads every batch of every segment; throws for the first that is not as it was written. */
    public void check() {
        try {
            for (Manifest.Listed each : sealed) {
                Segment segment = segments.get(each.segment());
                keys(each).forEachRemaining(key -> {});
                Scan scan = Scan.of(batches, segment.content(), each.segment(), null);
                if (scan.end() != each.footerOffset()
                        || !Arrays.equals(scan.chain().mac(), each.chain().mac())) {
                    throw Format.damaged(each.segment(), scan.end(), "no whole batch begins here");
                }
            }
            Scan scan = Scan.of(batches, active.content(), active.number(), activeStart);
            if (scan.end() != end) {
                throw Format.damaged(active.number(), scan.end(), "no whole batch begins here");
            }
        } catch (IOException failed) {
            throw new QGateException(StoreError.DAMAGED, "cannot be read: " + failed.getMessage(), failed);
        }
    }

    /** Ends the segment that grows, if it was begun in an older epoch than what is written now. */
    public void endOldEpoch() {
        refuseAfterFailure();
        if (epochs.of(active) < seal.epoch()) {
            roll();
        }
    }

    /** Returns the oldest epoch that something of it is sealed in. */
    public int oldestEpoch() {
        return segments.values().stream().mapToInt(epochs::of).min().orElse(seal.epoch());
    }

    /** Returns the same without a key: 0 when not every segment was looked at since the journal was opened. */
    public int knownOldestEpoch() {
        return segments.values().stream().mapToInt(epochs::known).min().orElse(0);
    }

    /** Returns the oldest of the ended segments that were begun before an epoch. */
    public OptionalInt endedBefore(int epoch) {
        return sealed.stream()
                .mapToInt(Manifest.Listed::segment)
                .filter(each -> epochs.of(segments.get(each)) < epoch)
                .findFirst();
    }

    /** Begins a copy; to be called while nothing is appended. */
    public JournalCopy copyTo(Disk other) throws IOException {
        if (failure.isEmpty()) {
            writeMark();
        }
        return new JournalCopy(disk, other, sealedSegments(), active, end + Format.END_MARK_BYTES);
    }

    /** Returns how far it has come: {@link JournalSettings#anchor} of a later opening. */
    public byte[] latest() {
        return new Anchor(storeId, chain).encode();
    }

    /** Returns what opening had to do. */
    public OpeningReport opening() {
        return opening;
    }

    /** Returns why nothing is appended any more, or the empty string. */
    public String failure() {
        return failure;
    }

    /** Returns how often the disk was asked to keep a batch. */
    public long syncs() {
        return syncs;
    }

    /** Returns how many batches were written. */
    public long written() {
        return written;
    }

    /** Returns how many files there are. */
    public int segmentCount() {
        return segments.size();
    }

    /** Returns the size of a file. */
    public int segmentBytes() {
        return segmentBytes;
    }

    /** Marks the end, durably; a mark that cannot be written is missing, as after a crash, and nothing else is. */
    private void markAtLast() {
        if (!failure.isEmpty()) {
            return;
        }
        try {
            writeMark();
            active.sync();
            failure = "closed";
        } catch (IOException failed) {
            failure = "closed without a mark: " + failed.getMessage();
        }
    }

    @Override
    public void close() {
        markAtLast();
        for (Segment each : segments.values()) {
            try {
                each.close();
            } catch (IOException failed) {
                throw new QGateException(StoreError.FAILED, "cannot close: " + failed.getMessage(), failed);
            }
        }
    }
}
