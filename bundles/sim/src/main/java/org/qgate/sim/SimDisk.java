package org.qgate.sim;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.qgate.api.base.StateFolder;
import org.qgate.api.error.BaseError;
import org.qgate.api.error.QGateException;

/** A state folder in memory that survives its process and can be made to fail. */
public final class SimDisk implements StateFolder {
    private static final int MAX_BYTES = 64 << 20;

    private final TreeMap<String, byte[]> files = new TreeMap<>();
    private boolean full;
    private boolean unreadable;
    private long writes;

    /** A full disk refuses every write and keeps the old content. */
    public void full(boolean now) {
        full = now;
    }

    /** An unreadable disk fails every read of a file that exists. */
    public void unreadable(boolean now) {
        unreadable = now;
    }

    /** Returns how many writes succeeded. */
    public long writes() {
        return writes;
    }

    @Override
    public Path path() {
        return Path.of("simulated-state");
    }

    @Override
    public Optional<byte[]> read(String name) {
        byte[] content = files.get(checked(name));
        if (unreadable && content != null) {
            throw new QGateException(BaseError.STATE_READ, name + ": input/output error");
        }
        return Optional.ofNullable(content).map(byte[]::clone);
    }

    @Override
    public void write(String name, byte[] content) {
        checked(name);
        if (full || content.length > MAX_BYTES) {
            throw new QGateException(BaseError.STATE_WRITE, name + ": no space left");
        }
        writes++;
        files.put(name, content.clone());
    }

    @Override
    public void delete(String name) {
        files.remove(checked(name));
    }

    @Override
    public List<String> list(String folder) {
        String prefix = folder.isEmpty() ? "" : checked(folder) + "/";
        return files.keySet().stream().filter(name -> name.startsWith(prefix)).toList();
    }

    private static String checked(String name) {
        if (!name.matches("[a-z0-9_-][a-z0-9._-]*(/[a-z0-9_-][a-z0-9._-]*)*")) {
            throw new IllegalArgumentException("not a state file name: " + name);
        }
        return name;
    }
}
