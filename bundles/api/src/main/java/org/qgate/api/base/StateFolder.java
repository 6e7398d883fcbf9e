package org.qgate.api.base;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.qgate.api.error.QGateException;

/**
 * The node's private folder: mode 0700, files 0600, each written aside, fsynced and renamed, so a crash leaves the old or
 * the new content, never a mixture. Names are lower-case words separated by '/' ({@code crypto/master.key}); no other
 * characters than {@code a-z 0-9 - _ . /}, no part starting with '.'. Blocking: never call it on an event loop.
 * Thread-safe.
 */
public interface StateFolder {
    /** Returns the folder, for messages. */
    Path path();

    /**
     * Reads a file whole.
     *
     * @throws QGateException QG-BAS-0006 when it exists and cannot be read, or exceeds 64 MiB
     */
    Optional<byte[]> read(String name);

    /**
     * Writes a file whole, durably.
     *
     * @throws QGateException QG-BAS-0005 when it cannot be written; the old content then still stands
     */
    void write(String name, byte[] content);

    /** Overwrites a file with zeros and deletes it, durably; nothing happens when it does not exist. */
    void delete(String name);

    /** Lists the names below a folder, sorted. */
    List<String> list(String folder);
}
