package org.qgate.bench.engine;

import java.util.List;

/** A store of bytes that keeps what it acknowledged. Thread-safe. */
public interface Engine extends AutoCloseable {
    /** What it is called in figures. */
    String name();

    /** Writes a batch; returns when the disk has it. */
    void put(List<Record> batch);

    /** Returns a value, or null. */
    byte[] get(byte[] key);

    /** Returns how often the disk was asked to keep something so far; -1 when nobody counts that. */
    long syncs();

    @Override
    void close();

    /** A key and its value. */
    record Record(byte[] key, byte[] value) {}
}
