package org.qgate.kernel.internal;

import java.util.Optional;
import org.qgate.api.store.StoreMap;
import org.qgate.sim.SimHost;

/** What the kernel of a simulated host keeps, and how a test looks at it. */
public final class SimArchive {
    private SimArchive() {}

    /** Returns the kernel's part of a host's store. */
    public static Archive of(SimHost host) {
        return () -> host.store().namespace(Archive.NAMESPACE);
    }

    /** Returns a value, if there is one. */
    public static Optional<byte[]> find(SimHost host, String map, String key) {
        return map(host, map).get(Archive.key(key));
    }

    /** Returns a value that is there. */
    public static byte[] value(SimHost host, String map, String key) {
        return find(host, map, key).orElseThrow(() -> new AssertionError(map + " has no " + key));
    }

    /** Sets a value as damage would. */
    public static void set(SimHost host, String map, String key, byte[] value) {
        map(host, map).put(Archive.key(key), value);
    }

    /** Returns a map. */
    public static StoreMap map(SimHost host, String name) {
        return of(host).map(name);
    }
}
