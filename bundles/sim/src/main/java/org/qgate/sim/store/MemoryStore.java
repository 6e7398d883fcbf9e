package org.qgate.sim.store;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.qgate.api.base.Clock;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.StoreError;
import org.qgate.api.store.Capability;
import org.qgate.api.store.EngineCapabilities;
import org.qgate.api.store.Namespace;
import org.qgate.api.store.Row;
import org.qgate.api.store.Store;
import org.qgate.api.store.StoreMap;
import org.qgate.api.store.StoreStatus;
import org.qgate.api.store.Watch;

/**
 * A store in memory that survives its process: what a call acknowledged is there for the next one. It can be made to
 * fail, and refuses batches as small as the smallest real store does. Thread-safe.
 */
public final class MemoryStore implements Store {
    /** A quarter of the smallest segment. */
    public static final int LARGEST_BATCH = 1 << 20;

    /** What {@link #range} returns at most beyond the first entry: whoever reads must ask again. */
    private static final int RANGE_BYTES = 256 << 10;

    /** What a record needs on disk beside its key and its value, about. */
    private static final int RECORD_BYTES = 64;

    /** A value and the wall time at which it is over; 0 for never. */
    record Kept(byte[] value, long untilMs) {}

    private final Clock clock;
    private final Map<String, NavigableMap<String, NavigableMap<byte[], Kept>>> content = new TreeMap<>();
    private final Map<String, NavigableMap<String, NavigableMap<byte[], Kept>>> branches = new HashMap<>();
    private final Map<String, Integer> rollbacks = new HashMap<>();
    private final Map<String, Long> quotas = new HashMap<>();
    private final List<MemoryWatch> watches = new ArrayList<>();
    private long sequence;
    private long commits;
    private boolean full;
    private boolean unreadable;

    /** Makes an empty one. */
    public MemoryStore(Clock clock) {
        this.clock = clock;
    }

    /** A full disk refuses every value and keeps the old ones. */
    public synchronized void full(boolean now) {
        full = now;
    }

    /** An unreadable disk fails every read. */
    public synchronized void unreadable(boolean now) {
        unreadable = now;
    }

    /** Returns how many changes were committed. */
    public synchronized long commits() {
        return commits;
    }

    @Override
    public Namespace namespace(String name) {
        return new MemoryNamespace(this, checked(name));
    }

    @Override
    public synchronized void quota(String namespace, long bytes) {
        quotas.put(checked(namespace), bytes);
    }

    @Override
    public boolean compact() {
        return false;
    }

    @Override
    public synchronized void check() {
        refuseUnreadable();
    }

    @Override
    public synchronized StoreStatus status() {
        long records = content.values().stream()
                .flatMap(maps -> maps.values().stream())
                .mapToLong(Map::size)
                .sum();
        long bytes = content.keySet().stream().mapToLong(this::bytes).sum();
        return new StoreStatus(records, 1, bytes, bytes, 0, 0, commits, commits, commits, 0, 0, 0, 0, "");
    }

    @Override
    public void export(Path folder) {
        capabilities().require(Capability.EXPORT);
    }

    @Override
    public EngineCapabilities capabilities() {
        Set<Capability> all = EnumSet.complementOf(EnumSet.of(Capability.DURABLE, Capability.EXPORT));
        return new EngineCapabilities("memory", all, LARGEST_BATCH, StoreMap.MAX_KEY_BYTES);
    }

    static String checked(String name) {
        if (!name.matches("[a-z0-9._-]{1,100}")) {
            throw new IllegalArgumentException("not a name: " + name);
        }
        return name;
    }

    // What namespaces, maps and batches ask.

    private void refuseUnreadable() {
        if (unreadable) {
            throw new QGateException(StoreError.DAMAGED, "input/output error");
        }
    }

    synchronized Optional<byte[]> get(String namespace, String map, byte[] key) {
        refuseUnreadable();
        return now(namespace, map, key).map(byte[]::clone);
    }

    Optional<byte[]> now(String namespace, String map, byte[] key) {
        return Optional.ofNullable(map(namespace, map).get(key))
                .filter(this::lives)
                .map(Kept::value);
    }

    private boolean lives(Kept kept) {
        return kept.untilMs() == 0 || clock.wallMs() < kept.untilMs();
    }

    private NavigableMap<byte[], Kept> map(String namespace, String map) {
        NavigableMap<String, NavigableMap<byte[], Kept>> maps = content.get(namespace);
        NavigableMap<byte[], Kept> found = maps == null ? null : maps.get(map);
        return found == null ? empty() : found;
    }

    private static NavigableMap<byte[], Kept> empty() {
        return new TreeMap<>(Arrays::compareUnsigned);
    }

    synchronized List<Row> range(String namespace, String map, byte[] from, byte[] to, int limit) {
        refuseUnreadable();
        return rows(map(namespace, map), from, to, limit);
    }

    List<Row> rows(NavigableMap<byte[], Kept> map, byte[] from, byte[] to, int limit) {
        if (limit < 1 || limit > 10_000) {
            throw new IllegalArgumentException("limit " + limit + ": 1 to 10,000");
        }
        List<Row> rows = new ArrayList<>();
        int bytes = 0;
        for (Map.Entry<byte[], Kept> entry : map.tailMap(from, true).entrySet()) {
            boolean over = to.length > 0 && Arrays.compareUnsigned(entry.getKey(), to) >= 0;
            if (over || rows.size() == limit || bytes > RANGE_BYTES) {
                return rows;
            }
            if (lives(entry.getValue())) {
                byte[] value = entry.getValue().value().clone();
                rows.add(new Row(entry.getKey().clone(), value));
                bytes += value.length;
            }
        }
        return rows;
    }

    /** Applies a batch whole, or nothing of it; empty when an expectation did not hold, else what the last step left. */
    synchronized Optional<Optional<byte[]>> commit(MemoryBatch batch) {
        String namespace = batch.namespace();
        if (rollbacks(namespace) != batch.rollbacks()) {
            throw new QGateException(StoreError.BRANCHED, namespace + " went back to its branch");
        }
        refuseTooMuch(batch);
        if (!batch.steps().stream().allMatch(step -> step.holds(this, namespace))) {
            return Optional.empty();
        }
        Optional<byte[]> last = apply(batch);
        commits++;
        tell(namespace, batch.steps());
        return Optional.of(last);
    }

    private Optional<byte[]> apply(MemoryBatch batch) {
        String namespace = batch.namespace();
        boolean mayBeRefused =
                quotas.containsKey(namespace) || batch.steps().stream().anyMatch(MemoryBatch.Step::mayBeRefused);
        NavigableMap<String, NavigableMap<byte[], Kept>> undo = mayBeRefused ? copy(namespace) : null;
        Optional<byte[]> last = Optional.empty();
        try {
            for (MemoryBatch.Step step : batch.steps()) {
                last = step.apply(this, namespace);
            }
            refuseBeyondQuota(namespace);
        } catch (QGateException refused) {
            content.put(namespace, undo);
            throw refused;
        }
        return last;
    }

    private void refuseTooMuch(MemoryBatch batch) {
        long bytes = batch.steps().stream().mapToLong(MemoryBatch.Step::bytes).sum()
                + RECORD_BYTES * batch.steps().size();
        if (bytes > LARGEST_BATCH) {
            throw new QGateException(StoreError.TOO_LARGE, "a batch of " + bytes + " bytes");
        }
        if (full && batch.steps().stream().anyMatch(step -> step.bytes() > 0)) {
            throw new QGateException(StoreError.DISK_FULL, "no space left");
        }
    }

    private void refuseBeyondQuota(String namespace) {
        long limit = quotas.getOrDefault(namespace, 0L);
        if (limit > 0 && bytes(namespace) > limit) {
            throw new QGateException(StoreError.QUOTA, namespace + " would hold more than " + limit + " bytes");
        }
    }

    private void tell(String namespace, List<MemoryBatch.Step> steps) {
        for (MemoryBatch.Step step : steps) {
            if (step.changes()) {
                sequence++;
                watches.forEach(watch -> watch.changed(namespace, step, sequence));
            }
        }
        List.copyOf(watches).forEach(MemoryWatch::wake);
    }

    void set(String namespace, String map, byte[] key, Kept kept) {
        content.computeIfAbsent(namespace, name -> new TreeMap<>())
                .computeIfAbsent(map, name -> empty())
                .put(key, kept);
    }

    void unset(String namespace, String map, byte[] key) {
        map(namespace, map).remove(key);
    }

    synchronized NavigableMap<String, NavigableMap<byte[], Kept>> copy(String namespace) {
        NavigableMap<String, NavigableMap<byte[], Kept>> copy = new TreeMap<>();
        content.getOrDefault(namespace, new TreeMap<>()).forEach((name, map) -> {
            NavigableMap<byte[], Kept> same = empty();
            same.putAll(map);
            copy.put(name, same);
        });
        return copy;
    }

    synchronized long bytes(String namespace) {
        return content.getOrDefault(namespace, new TreeMap<>()).values().stream()
                .flatMap(map -> map.entrySet().stream())
                .mapToLong(entry -> entry.getKey().length + entry.getValue().value().length + RECORD_BYTES)
                .sum();
    }

    synchronized int rollbacks(String namespace) {
        return rollbacks.getOrDefault(namespace, 0);
    }

    synchronized void branch(String namespace) {
        if (branches.containsKey(namespace) || !content.containsKey(namespace)) {
            throw new QGateException(StoreError.BRANCHED, namespace + " has a branch, or nothing to branch");
        }
        branches.put(namespace, copy(namespace));
    }

    synchronized boolean rollback(String namespace) {
        NavigableMap<String, NavigableMap<byte[], Kept>> before = branches.remove(namespace);
        if (before != null) {
            content.put(namespace, before);
            rollbacks.merge(namespace, 1, Integer::sum);
            watches.forEach(watch -> watch.missed(namespace));
        }
        return before != null;
    }

    synchronized boolean settle(String namespace) {
        return branches.remove(namespace) != null;
    }

    synchronized boolean isBranched(String namespace) {
        return branches.containsKey(namespace);
    }

    synchronized Watch watch(String namespace, String map, Runnable wake) {
        MemoryWatch watch = new MemoryWatch(this, namespace, map, wake);
        watches.add(watch);
        return watch;
    }

    synchronized void unwatch(MemoryWatch watch) {
        watches.remove(watch);
    }
}
