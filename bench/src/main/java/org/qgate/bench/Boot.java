package org.qgate.bench;

import java.io.IOException;
import java.nio.file.Path;

/** Something that boots and answers by SSH. */
interface Boot {
    /** Makes a folder as after unpacking: nothing has run in it. */
    void prepare(Path dir) throws IOException;

    /** Starts its process; the number stays the same. */
    Process start(Path dir) throws IOException;

    int port();

    String user();

    SshProbe.Key key(Path dir);
}
