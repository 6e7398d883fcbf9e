package org.qgate.base.internal.swap;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.qgate.api.base.StateFolder;
import org.qgate.api.error.BaseError;
import org.qgate.api.error.QGateException;

/** A state folder in memory that keeps what it held after each change, and whose disk may be full. */
final class MemoryFolder implements StateFolder {
    private final Map<String, byte[]> files = new TreeMap<>();
    private final List<Map<String, byte[]>> past = new ArrayList<>();
    boolean full;
    /** What happens after a write, on its thread. */
    Runnable onWrite = () -> {};

    MemoryFolder() {
        this(Map.of());
    }

    MemoryFolder(Map<String, byte[]> files) {
        this.files.putAll(files);
        keep();
    }

    private void keep() {
        past.add(Map.copyOf(files));
    }

    /** Returns what a process that was killed would have left, from the beginning to now. */
    List<Map<String, byte[]>> past() {
        return List.copyOf(past);
    }

    @Override
    public Path path() {
        return Path.of("memory");
    }

    @Override
    public Optional<byte[]> read(String name) {
        return Optional.ofNullable(files.get(name)).map(byte[]::clone);
    }

    @Override
    public void write(String name, byte[] content) {
        if (full) {
            throw new QGateException(BaseError.STATE_WRITE, name + ": no space left on device");
        }
        files.put(name, content.clone());
        keep();
        onWrite.run();
    }

    @Override
    public void delete(String name) {
        files.remove(name);
        keep();
    }

    @Override
    public List<String> list(String folder) {
        return files.keySet().stream()
                .filter(name -> name.startsWith(folder + "/"))
                .toList();
    }
}
