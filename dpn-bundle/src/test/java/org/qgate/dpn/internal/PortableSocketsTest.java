package org.qgate.dpn.internal;

/** Entry and exit over Java's portable readiness interface. */
final class PortableSocketsTest extends RealSockets {
    PortableSocketsTest() {
        super("nio");
    }
}
