package org.qgate.kernel.internal;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.qgate.api.store.Namespace;
import org.qgate.api.store.Row;
import org.qgate.api.store.StoreMap;

/**
 * What the kernel keeps beyond its process: a namespace of the node's store, asked for anew at every use. All calls block:
 * off the loop. Thread-safe.
 */
@FunctionalInterface
public interface Archive {
    /** The kernel's namespace. */
    String NAMESPACE = "kernel";

    /** The guards ([PATH-4]). */
    String GUARDS = "guards";

    /** Nodes that are refused. */
    String BANS = "bans";

    /** Snapshot, sequences of others, this relay's own sequence. */
    String DIRECTORY = "directory";

    /** Descriptors that the snapshot names, by digest. */
    String DESCRIPTORS = "descriptors";

    /** The network description in use ([NET-5]). */
    String NETWORK = "network";

    /** What a damaged record's key gets before it, for the operator to look at. */
    String DAMAGED = "damaged/";

    /**
     * Returns the namespace of this moment's store.
     *
     * @throws org.qgate.api.error.QGateException QG-BAS-0007 when there is no store
     */
    Namespace now();

    /** Returns one of its maps. */
    default StoreMap map(String name) {
        return now().map(name);
    }

    /** Reads all entries of a map whose keys begin with a text, in their order; a few at a time. */
    default void each(String map, String prefix, Consumer<Row> reader) {
        StoreMap from = map(map);
        byte[] next = key(prefix);
        byte[] end = prefix.isEmpty() ? next : after(next);
        List<Row> some = from.range(next, end, 500);
        while (!some.isEmpty()) {
            some.forEach(reader);
            byte[] last = some.get(some.size() - 1).key();
            some = from.range(Arrays.copyOf(last, last.length + 1), end, 500);
        }
    }

    private static byte[] after(byte[] prefix) {
        byte[] end = prefix.clone();
        end[end.length - 1]++;
        return end;
    }

    /** Makes a key of a text. */
    static byte[] key(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Makes a key of a text and what follows it. */
    static byte[] key(String text, byte[] rest) {
        byte[] start = key(text);
        byte[] key = Arrays.copyOf(start, start.length + rest.length);
        System.arraycopy(rest, 0, key, start.length, rest.length);
        return key;
    }
}
