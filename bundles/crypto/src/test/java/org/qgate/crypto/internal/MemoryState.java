package org.qgate.crypto.internal;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.qgate.api.base.StateFolder;

/** A state folder in memory. */
public final class MemoryState implements StateFolder {
    /** What was written, by name. */
    public final TreeMap<String, byte[]> files = new TreeMap<>();

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
        if (!name.matches("[a-z0-9_-][a-z0-9._-]*(/[a-z0-9_-][a-z0-9._-]*)*")) {
            throw new IllegalArgumentException(name);
        }
        files.put(name, content.clone());
    }

    @Override
    public void delete(String name) {
        files.remove(name);
    }

    @Override
    public List<String> list(String folder) {
        return files.keySet().stream().filter(name -> name.startsWith(folder)).toList();
    }
}
