package org.qgate.kernel.internal.circuit.cell;

import org.qgate.common.wire.WireException;
import org.qgate.common.wire.WireReader;
import org.qgate.common.wire.WireWriter;

/** BEGIN: a destination ([STREAM-1]). RESOLVE has the same form with port 0. */
public record BeginBody(String host, int port) {
    /** Reads one. */
    public static BeginBody read(byte[] buffer, int offset, int length) {
        WireReader in = new WireReader(buffer, offset, length);
        int port = in.u16();
        int flags = in.u8();
        String host = in.ascii8();
        in.finish();
        if (flags != 0 || host.isEmpty()) {
            throw new WireException("flags " + flags + " or an empty host");
        }
        return new BeginBody(host, port);
    }

    /** Writes it. */
    public byte[] write() {
        return new WireWriter(4 + host.length()).u16(port).u8(0).ascii8(host).toBytes();
    }
}
