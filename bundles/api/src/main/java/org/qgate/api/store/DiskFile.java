package org.qgate.api.store;

import java.io.IOException;

/** A file of a {@link Disk}. Thread-safe. */
public interface DiskFile extends AutoCloseable {
    /** Returns its size. */
    long size() throws IOException;

    /** Reads exactly so many bytes; fails at the file's end. */
    void read(long position, byte[] into, int offset, int length) throws IOException;

    /** Writes all the bytes. */
    void write(long position, byte[] from, int offset, int length) throws IOException;

    /** Makes its content durable. */
    void sync() throws IOException;

    @Override
    void close() throws IOException;
}
