package org.qgate.dpn.internal;

/** Entry and exit over the system's own readiness interface. */
final class SystemSocketsTest extends RealSockets {
    SystemSocketsTest() {
        super("auto");
    }
}
