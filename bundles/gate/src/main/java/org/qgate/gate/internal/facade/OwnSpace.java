package org.qgate.gate.internal.facade;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.qgate.api.base.Current;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.StoreError;
import org.qgate.api.store.Batch;
import org.qgate.api.store.Namespace;
import org.qgate.api.store.Store;
import org.qgate.ext.Permission;
import org.qgate.ext.RefusedException;
import org.qgate.ext.RefusedException.Reason;
import org.qgate.ext.store.Space;
import org.qgate.gate.Permit;

/** One extender's namespace of the node's store, within its quota. Thread-safe. */
final class OwnSpace implements Space {
    private static final Pattern MAP = Pattern.compile("[a-z0-9-]{1,32}");
    private static final int LONGEST_KEY = 1_024;
    private static final int LONGEST_VALUE = 1 << 20;
    private static final int MOST_CHANGES = 1_000;
    private static final long MOST_BYTES = 4 << 20;
    private static final int MOST_ENTRIES = 1_000;
    /** A small change costs the disk about a block. */
    private static final int LEAST_COST = 512;

    private static final long PATIENCE_MS = 2_000;
    private static final byte[] OPEN_END = {};

    private final Access access;
    private final Current<Store> store;

    OwnSpace(Access access, Current<Store> store) {
        this.access = access;
        this.store = store;
    }

    @Override
    public Optional<byte[]> get(String map, byte[] key) {
        access.use(Permission.STORE_USE);
        byte[] at = key(key);
        return ask(namespace -> namespace.map(map(map)).get(at));
    }

    @Override
    public void put(String map, byte[] key, byte[] value) {
        byte[] at = key(key);
        byte[] kept = value(value);
        pay((long) at.length + kept.length);
        run(namespace -> namespace.map(map(map)).put(at, kept));
    }

    @Override
    public void remove(String map, byte[] key) {
        byte[] at = key(key);
        pay(at.length);
        run(namespace -> namespace.map(map(map)).remove(at));
    }

    @Override
    public void replace(String map, byte[] key, Optional<byte[]> expected, Optional<byte[]> value) {
        byte[] at = key(key);
        Optional<byte[]> before = Bounds.present("what is expected", expected).map(OwnSpace::value);
        Optional<byte[]> after = Bounds.present("the value", value).map(OwnSpace::value);
        pay(at.length + after.map(bytes -> bytes.length).orElse(0));
        String name = map(map);
        boolean done = ask(namespace -> {
            Batch batch = namespace.batch().expect(name, at, before);
            return change(batch, name, at, after).commit();
        });
        if (!done) {
            throw new RefusedException(Reason.CONFLICT, "the value is another one than expected");
        }
    }

    @Override
    public long add(String map, byte[] key, long amount) {
        byte[] at = key(key);
        pay(at.length);
        return ask(namespace -> namespace.map(map(map)).add(at, amount));
    }

    @Override
    public void apply(List<Change> changes) {
        List<Change> all = Bounds.present("the changes", changes).stream()
                .limit(MOST_CHANGES + 1L)
                .map(OwnSpace::copy)
                .toList();
        Bounds.within("the number of changes", all.size(), 1, MOST_CHANGES);
        long bytes = all.stream().mapToLong(OwnSpace::size).sum();
        Bounds.within("the size of all changes", bytes, 1, MOST_BYTES);
        pay(bytes);
        run(namespace -> {
            Batch batch = namespace.batch();
            all.forEach(each -> change(batch, each.map(), each.key(), each.value()));
            batch.commit();
        });
    }

    @Override
    public List<Entry> range(String map, Optional<byte[]> from, Optional<byte[]> to, int most) {
        access.use(Permission.STORE_USE);
        Bounds.within("most", most, 1, MOST_ENTRIES);
        byte[] first = Bounds.present("from", from).map(OwnSpace::key).orElse(OPEN_END);
        byte[] end = Bounds.present("to", to).map(OwnSpace::key).orElse(OPEN_END);
        return ask(namespace -> namespace.map(map(map)).range(first, end, most).stream()
                .map(row -> new Entry(row.key(), row.value()))
                .toList());
    }

    private static Change copy(Change given) {
        Change change = Bounds.present("a change", given);
        return new Change(
                map(change.map()),
                key(change.key()),
                Bounds.present("a value", change.value()).map(OwnSpace::value));
    }

    private static long size(Change change) {
        return change.key().length + change.value().map(bytes -> bytes.length).orElse(0);
    }

    private static Batch change(Batch batch, String map, byte[] key, Optional<byte[]> value) {
        return value.isPresent() ? batch.put(map, key, value.get()) : batch.remove(map, key);
    }

    private static String map(String name) {
        return Bounds.matching("the name of a map", name, MAP);
    }

    /** A copy: the extender may change its array meanwhile. */
    private static byte[] key(byte[] key) {
        return Bounds.bytes("a key", key, 1, LONGEST_KEY).clone();
    }

    private static byte[] value(byte[] value) {
        return Bounds.bytes("a value", value, 0, LONGEST_VALUE).clone();
    }

    private void pay(long bytes) {
        access.use(Permission.STORE_USE);
        Waiting.pay(access, Permission.STORE_USE, access.rations().stored(), Math.max(LEAST_COST, bytes), PATIENCE_MS);
    }

    private void run(Consumer<Namespace> what) {
        ask(namespace -> {
            what.accept(namespace);
            return true;
        });
    }

    /** The quota is named each time: a store that was opened anew does not know it. */
    private <T> T ask(Function<Namespace, T> what) {
        Permit permit = access.permit();
        try {
            return store.ask(StoreError.CLOSED, Surroundings.WAIT, its -> {
                its.quota(permit.namespace(), permit.quota().storeBytes());
                return what.apply(its.namespace(permit.namespace()));
            });
        } catch (QGateException failed) {
            if (failed.code() == StoreError.QUOTA) {
                throw access.limit(Permission.STORE_USE, "the quota of stored bytes is used up");
            }
            throw Refused.of(failed);
        }
    }
}
