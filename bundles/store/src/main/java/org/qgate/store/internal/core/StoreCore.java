package org.qgate.store.internal.core;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.locks.StampedLock;
import java.util.function.Supplier;
import org.qgate.api.base.Clock;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.StoreError;
import org.qgate.api.store.Disk;
import org.qgate.api.store.EngineCapabilities;
import org.qgate.api.store.Namespace;
import org.qgate.api.store.OpenStore;
import org.qgate.api.store.Row;
import org.qgate.api.store.StoreStatus;
import org.qgate.store.internal.index.Index;
import org.qgate.store.internal.index.IndexKey;
import org.qgate.store.internal.index.Merge;
import org.qgate.store.internal.journal.Entry;
import org.qgate.store.internal.journal.Journal;
import org.qgate.store.internal.journal.Located;
import org.qgate.store.internal.journal.OpeningReport;
import org.qgate.store.internal.journal.Place;
import org.qgate.store.internal.seal.Seal;

/**
 * The store. Writers queue in {@link GroupCommit}, so one thread at a time changes journal and index; readers take the
 * lock shared, and the index changes, after the journal's sync, under the lock alone.
 */
public final class StoreCore implements OpenStore {
    /** What this engine can do with segments of the usual size. */
    public static final EngineCapabilities CAPABILITIES = Limits.capabilities(Journal.LARGEST_BATCH);

    private final Journal journal;
    private final Index index;
    private final Cache cache;
    private final Reads reads;
    private final Limits limits;
    private final Usage usage = new Usage();
    private final Catalogue catalogue = new Catalogue();
    private final Watchers watchers = new Watchers();
    private final Set<View> views = new LinkedHashSet<>();
    private final StampedLock lock = new StampedLock();
    private final GroupCommit commits;
    private final Branches branches;
    private final Upkeep upkeep;
    /** Of the latest change; only the thread that writes touches it. */
    private long sequence;

    private volatile boolean closed;

    /**
     * Opens a store.
     *
     * @throws QGateException naming what is damaged, missing or locked; nothing was changed then
     */
    public StoreCore(Disk disk, Seal seal, Clock clock, StoreSettings settings) {
        journal = Journal.open(disk, seal, settings.journal());
        try {
            index = buildIndex(settings.indexOutsideHeap());
            cache = new Cache(settings.cacheBytes());
            reads = new Reads(journal, index, clock, cache);
            limits = new Limits(index, usage, catalogue, settings);
            commits = new GroupCommit(journal.largestBatch(), this::write);
            branches = new Branches(this, catalogue);
            upkeep = new Upkeep(this, journal, seal, branches, new Compaction(this, journal, usage));
            loadCatalogue();
        } catch (RuntimeException failed) {
            journal.close();
            throw failed;
        }
    }

    private Index buildIndex(boolean outsideHeap) {
        Merge merge = new Merge(journal.keys());
        Index built = Index.of(usage.counting(merge), outsideHeap);
        sequence = merge.lastSequence();
        return built;
    }

    private void loadCatalogue() {
        Iterator<Map.Entry<byte[], Place>> all =
                index.range(IndexKey.of(Catalogue.MAP, new byte[0]), IndexKey.of(Catalogue.MAP + 1, new byte[0]));
        while (all.hasNext()) {
            Entry entry = reads.entry(all.next().getKey());
            catalogue.load(new Row(entry.key(), entry.value()));
        }
        usage.maps().forEach(catalogue::used);
    }

    // ---- writing

    private void write(List<Request> group) {
        refuseWhenClosed();
        Planner planner = new Planner(reads, limits, catalogue::isNeeded, () -> ++sequence, reads.nowMs());
        group.forEach(planner::plan);
        if (planner.entries().isEmpty()) {
            return;
        }
        List<Located> places = journal.append(planner.entries());
        Set<Watcher> woken;
        long stamp = lock.writeLock();
        try {
            places.forEach(this::apply);
            woken = watchers.tell(planner.news());
        } catch (RuntimeException | Error broken) {
            journal.stop("the index could not follow: " + broken);
            throw broken;
        } finally {
            lock.unlockWrite(stamp);
        }
        woken.forEach(Watcher::wake);
    }

    private void apply(Located written) {
        byte[] key = IndexKey.of(written.map(), written.key());
        cache.forget(key);
        Place old = written.removal() ? index.remove(key) : index.put(key, written.place());
        if (old != null) {
            usage.less(written.map(), old);
        }
        if (!written.removal()) {
            usage.more(written.map(), written.place());
        }
        boolean copied = old != null && old.sequence() == written.place().sequence();
        if (!copied) {
            int owner = catalogue.owner(written.map());
            views.stream().filter(view -> view.namespace() == owner).forEach(view -> view.remember(key, old));
        }
    }

    boolean commit(Request request) {
        refuseWhenClosed();
        if (request.bytes() > journal.largestBatch()) {
            throw new QGateException(
                    StoreError.TOO_LARGE,
                    "a batch of " + request.bytes() + " bytes; at most " + journal.largestBatch());
        }
        return commits.commit(request);
    }

    /** Writes names of maps and follows them at once, between two groups; who watched a map watches the one in its place. */
    void rename(List<Op> names, Map<Integer, Integer> moved) {
        refuseWhenClosed();
        commits.exclusively(() -> {
            Request request = Request.changes(0, names, 0);
            write(List.of(request));
            request.outcome();
            alone(() -> catalogue.follow(names));
            watchers.move(moved);
        });
    }

    Set<Integer> usedMaps() {
        return usage.maps();
    }

    /** Returns keys of a map, be they over or not. */
    List<byte[]> keys(int map, int limit) {
        Range range = Range.of(map, new byte[0], new byte[0]);
        return shared(() -> {
            List<byte[]> keys = new ArrayList<>();
            Iterator<Map.Entry<byte[], Place>> all = index.range(range.from(), range.to());
            while (all.hasNext() && keys.size() < limit) {
                keys.add(IndexKey.key(all.next().getKey()));
            }
            return keys;
        });
    }

    int largestBatch() {
        return journal.largestBatch();
    }

    Map<String, Integer> maps(String namespace) {
        return catalogue.maps(namespace);
    }

    Branches branches() {
        return branches;
    }

    int bytes(Op op) {
        return switch (op.kind()) {
            case EXPECT -> 0;
            case ADD -> journal.frameBytes(new Entry(op.map(), op.key(), new byte[Long.BYTES], 0, 0));
            case PUT, REMOVE -> journal.frameBytes(new Entry(op.map(), op.key(), op.value(), 0, 0));
        };
    }

    /** Returns a map's number; makes the map when there is none. */
    int mapNumber(String namespace, String map) {
        OptionalInt known = catalogue.number(namespace, map);
        return known.isPresent() ? known.getAsInt() : makeMap(namespace, map);
    }

    private synchronized int makeMap(String namespace, String map) {
        OptionalInt known = catalogue.number(namespace, map);
        if (known.isPresent()) {
            return known.getAsInt();
        }
        Catalogue.Addition addition = catalogue.addition(namespace, map);
        int bytes = addition.ops().stream().mapToInt(this::bytes).sum();
        commit(Request.changes(0, addition.ops(), bytes));
        catalogue.added(namespace, map, addition);
        return addition.map();
    }

    /** Returns a value. What is kept needs no lock: a batch that becomes visible has been forgotten whole by then. */
    Optional<byte[]> value(int map, byte[] key) {
        refuseWhenClosed();
        byte[] indexKey = IndexKey.of(map, key);
        byte[] kept = reads.kept(indexKey);
        return kept != null ? Optional.of(kept) : shared(() -> reads.value(indexKey));
    }

    /** Reads with writers kept out. */
    <T> T shared(Supplier<T> reading) {
        refuseWhenClosed();
        long stamp = lock.readLock();
        try {
            return reading.get();
        } finally {
            lock.unlockRead(stamp);
        }
    }

    Reads reads() {
        return reads;
    }

    long bytesOf(int namespace) {
        return limits.bytesOf(namespace);
    }

    OptionalInt knownMap(String path) {
        return catalogue.number(path);
    }

    OptionalInt knownNamespace(String namespace) {
        return catalogue.number(namespace, "");
    }

    Watcher watch(int map, Runnable wake) {
        return watchers.add(map, wake);
    }

    // ---- views and segments

    /** Opens a view at a moment between two groups. */
    View openView(int namespace) {
        View view = new View(namespace);
        alone(() -> views.add(view));
        return view;
    }

    void closeView(View view) {
        alone(() -> views.remove(view));
    }

    private void alone(Runnable task) {
        long stamp = lock.writeLock();
        try {
            task.run();
        } finally {
            lock.unlockWrite(stamp);
        }
    }

    /**
     * Drops a segment of which nothing is live, unless somebody looks at what was. No reader can come to it any more: the
     * index has no place there, and those who read one before kept its last record from being moved.
     */
    boolean drop(int segment) {
        boolean[] dropped = new boolean[1];
        commits.exclusively(() -> {
            dropped[0] = !hasViews() && usage.ofSegment(segment) == 0;
            if (dropped[0]) {
                journal.drop(segment);
                usage.dropped(segment);
            }
        });
        return dropped[0];
    }

    boolean hasViews() {
        return shared(() -> !views.isEmpty());
    }

    void exclusively(Runnable task) {
        refuseWhenClosed();
        commits.exclusively(task);
    }

    // ---- the contract

    @Override
    public Namespace namespace(String name) {
        return new NamespaceView(this, Catalogue.checked(name));
    }

    @Override
    public void quota(String namespace, long bytes) {
        limits.quota(Catalogue.checked(namespace), bytes);
    }

    @Override
    public boolean compact() {
        return upkeep.free();
    }

    @Override
    public void check() {
        exclusively(journal::check);
    }

    @Override
    public boolean tend() {
        return upkeep.step();
    }

    @Override
    public byte[] latest() {
        return journal.latest();
    }

    @Override
    public void export(Path folder) {
        new Export(this, journal).to(folder);
    }

    @Override
    public EngineCapabilities capabilities() {
        return Limits.capabilities(journal.largestBatch());
    }

    @Override
    public StoreStatus status() {
        refuseWhenClosed();
        OpeningReport opening = journal.opening();
        return new StoreStatus(
                usage.records(),
                journal.segmentCount(),
                (long) journal.segmentCount() * journal.segmentBytes(),
                usage.all(),
                index.bytes(),
                limits.indexBudgetBytes(),
                journal.written(),
                commits.commits(),
                journal.syncs(),
                opening.footersRead(),
                opening.segmentsScanned(),
                opening.discardedBytes(),
                journal.knownOldestEpoch(),
                journal.failure());
    }

    private void refuseWhenClosed() {
        if (closed) {
            throw new QGateException(StoreError.CLOSED, "the store was closed");
        }
    }

    /** Waits for the group that is being written, then closes; what is asked later is refused. */
    @Override
    public void close() {
        if (!closed) {
            commits.exclusively(() -> alone(() -> {
                closed = true;
                journal.close();
                index.close();
                cache.close();
            }));
        }
    }
}
