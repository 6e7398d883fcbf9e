package org.qgate.bench.peer;

import java.io.IOException;
import java.util.Map;

/** Something that carries SOCKS5 streams through three layers, all of it in processes of its own on loopback. */
public interface Side extends AutoCloseable {
    /** Returns its name in figures. */
    String name();

    /** Returns {@code address:port} of its SOCKS5 listener. */
    String socks();

    /** Whether streams of different users take different circuits; otherwise it takes no user. */
    boolean isolatesUsers();

    /** Returns CPU seconds of all its processes so far, children included. */
    double cpuSeconds();

    /** Returns what runs: versions, ciphers, sizes. Asked after the measurement. */
    Map<String, Object> facts();

    @Override
    void close() throws IOException;
}
