package org.qgate.services.internal.core;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.qgate.api.base.Clock;
import org.qgate.api.base.StateFolder;
import org.qgate.api.store.Batch;
import org.qgate.api.store.Namespace;
import org.qgate.api.store.Store;
import org.qgate.sim.store.MemoryStore;

/** All that outlives a process: a folder and a store. The process can be killed before any write. */
final class Disk implements StateFolder {
    private static final Set<String> WRITES = Set.of("branch", "rollback", "settle", "commit");

    final Map<String, byte[]> files = new TreeMap<>();
    final MemoryStore store;
    /** So many writes are left before the process is killed. */
    int left = Integer.MAX_VALUE;
    /** Looks at things right before each write. */
    Runnable beforeWrite = () -> {};

    Disk(Clock clock) {
        store = new MemoryStore(clock);
    }

    private void write() {
        beforeWrite.run();
        if (left-- <= 0) {
            left = 0;
            throw new Killed();
        }
    }

    Store counted() {
        return counted(store, Store.class);
    }

    /** Whatever an object returns of the store is counted as well; a batch counts when it is committed. */
    private <T> T counted(Object real, Class<T> type) {
        return type.cast(
                Proxy.newProxyInstance(Disk.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
                    if (WRITES.contains(method.getName())) {
                        write();
                    }
                    try {
                        Object result = method.invoke(real, args);
                        if (result instanceof Batch) {
                            return result == real ? proxy : counted(result, Batch.class);
                        }
                        return result instanceof Namespace ? counted(result, Namespace.class) : result;
                    } catch (InvocationTargetException failed) {
                        throw failed.getCause();
                    }
                }));
    }

    @Override
    public Path path() {
        return Path.of("/nowhere");
    }

    @Override
    public Optional<byte[]> read(String name) {
        return Optional.ofNullable(files.get(name)).map(byte[]::clone);
    }

    @Override
    public void write(String name, byte[] content) {
        write();
        files.put(name, content.clone());
    }

    @Override
    public void delete(String name) {
        if (files.containsKey(name)) {
            write();
            files.remove(name);
        }
    }

    @Override
    public List<String> list(String folder) {
        return files.keySet().stream()
                .filter(each -> each.startsWith(folder + "/"))
                .toList();
    }
}
