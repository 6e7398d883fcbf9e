package org.qgate.kernel.internal.link;

import org.qgate.api.transport.Slab;
import org.qgate.kernel.internal.Env;

/** Puts messages of a handshake on the wire: they are no records yet. */
final class HandshakeBytes {
    private HandshakeBytes() {}

    static void send(Env env, long port, byte[] message) {
        Slab slab = env.ports().slab(message.length);
        System.arraycopy(message, 0, slab.array(), slab.offset(), message.length);
        env.ports().commit(port, slab, message.length);
        env.ports().flush(port);
    }
}
