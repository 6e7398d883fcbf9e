package org.qgate.ext.testkit;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.qgate.ext.Permission;
import org.qgate.ext.RefusedException;
import org.qgate.ext.RefusedException.Reason;
import org.qgate.ext.store.Space;

/** The space of one host. Guarded by {@link Turns}. */
final class KitSpace implements Space {
    private static final Pattern MAP = Pattern.compile("[a-z0-9-]{1,32}");
    private static final int LONGEST_KEY = 1_024;
    private static final int LONGEST_VALUE = 1 << 20;
    private static final int MOST_CHANGES = 1_000;
    private static final long MOST_BYTES = 4 << 20;
    private static final int MOST_ENTRIES = 1_000;
    private static final int LEAST_COST = 512;
    private static final long PATIENCE_MS = 2_000;

    private final Pass pass;
    private final Shelf shelf;
    private final Runnable changed;

    /** @param changed told after each change, under the monitor */
    KitSpace(Pass pass, Shelf shelf, Runnable changed) {
        this.pass = pass;
        this.shelf = shelf;
        this.changed = changed;
    }

    @Override
    public Optional<byte[]> get(String map, byte[] key) {
        pass.use(Permission.STORE_USE);
        byte[] at = key(key);
        String name = map(map);
        synchronized (pass.turns()) {
            return shelf.get(name, at);
        }
    }

    @Override
    public void put(String map, byte[] key, byte[] value) {
        change(map, key, Optional.of(value(value)));
    }

    @Override
    public void remove(String map, byte[] key) {
        change(map, key, Optional.empty());
    }

    private void change(String map, byte[] key, Optional<byte[]> value) {
        Change change = new Change(map(map), key(key), value);
        pay(size(change));
        synchronized (pass.turns()) {
            keep(List.of(change));
        }
    }

    private void keep(List<Change> changes) {
        pass.require();
        if (!shelf.apply(changes, pass.sheet().limits().storeBytes())) {
            throw pass.limit(Permission.STORE_USE, "the quota of stored bytes is used up");
        }
        changed.run();
    }

    @Override
    public void replace(String map, byte[] key, Optional<byte[]> expected, Optional<byte[]> value) {
        byte[] at = key(key);
        String name = map(map);
        Optional<byte[]> before = Bounds.present("what is expected", expected).map(KitSpace::value);
        Change change = new Change(name, at, Bounds.present("the value", value).map(KitSpace::value));
        pay(size(change));
        synchronized (pass.turns()) {
            Optional<byte[]> now = shelf.get(name, at);
            boolean same =
                    now.isPresent() == before.isPresent() && (now.isEmpty() || Arrays.equals(now.get(), before.get()));
            if (!same) {
                throw new RefusedException(Reason.CONFLICT, "the value is another one than expected");
            }
            keep(List.of(change));
        }
    }

    @Override
    public long add(String map, byte[] key, long amount) {
        byte[] at = key(key);
        String name = map(map);
        pay(at.length);
        synchronized (pass.turns()) {
            byte[] before = shelf.get(name, at).orElse(new byte[Long.BYTES]);
            if (before.length != Long.BYTES) {
                throw Bounds.invalid("the value is no counter");
            }
            long after = ByteBuffer.wrap(before).getLong() + amount;
            byte[] value = ByteBuffer.allocate(Long.BYTES).putLong(after).array();
            keep(List.of(new Change(name, at, Optional.of(value))));
            return after;
        }
    }

    @Override
    public void apply(List<Change> changes) {
        List<Change> all = Bounds.present("the changes", changes).stream()
                .limit(MOST_CHANGES + 1L)
                .map(KitSpace::copy)
                .toList();
        Bounds.within("the number of changes", all.size(), 1, MOST_CHANGES);
        long bytes = all.stream().mapToLong(KitSpace::size).sum();
        Bounds.within("the size of all changes", bytes, 1, MOST_BYTES);
        pay(bytes);
        synchronized (pass.turns()) {
            keep(all);
        }
    }

    @Override
    public List<Entry> range(String map, Optional<byte[]> from, Optional<byte[]> to, int most) {
        pass.use(Permission.STORE_USE);
        Bounds.within("most", most, 1, MOST_ENTRIES);
        Optional<byte[]> first = Bounds.present("from", from).map(KitSpace::key);
        Optional<byte[]> end = Bounds.present("to", to).map(KitSpace::key);
        String name = map(map);
        synchronized (pass.turns()) {
            return shelf.range(name, first, end, most);
        }
    }

    private void pay(long bytes) {
        pass.use(Permission.STORE_USE);
        pass.pay(Permission.STORE_USE, pass.paces().stored(), Math.max(bytes, LEAST_COST), PATIENCE_MS);
    }

    private static Change copy(Change given) {
        Change change = Bounds.present("a change", given);
        return new Change(
                map(change.map()),
                key(change.key()),
                Bounds.present("a value", change.value()).map(KitSpace::value));
    }

    private static long size(Change change) {
        return change.key().length + change.value().map(bytes -> bytes.length).orElse(0);
    }

    private static String map(String name) {
        return Bounds.matching("the name of a map", name, MAP);
    }

    private static byte[] key(byte[] key) {
        return Bounds.bytes("the key", key, 1, LONGEST_KEY).clone();
    }

    private static byte[] value(byte[] value) {
        return Bounds.bytes("the value", value, 0, LONGEST_VALUE).clone();
    }
}
