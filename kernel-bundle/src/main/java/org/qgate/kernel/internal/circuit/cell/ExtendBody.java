package org.qgate.kernel.internal.circuit.cell;

import org.qgate.api.NodeId;
import org.qgate.api.crypto.CellSize;
import org.qgate.common.wire.WireException;
import org.qgate.common.wire.WireReader;
import org.qgate.common.wire.WireWriter;

/** EXTEND: the next hop, the circuit's cell size once more, and its handshake ([EXT-1]). */
public record ExtendBody(NodeId next, CellSize size, byte[] create) {
    /** The longest hop handshake message. */
    public static final int MAX_HANDSHAKE = 2_600;

    /** Reads one. */
    public static ExtendBody read(byte[] buffer, int offset, int length) {
        WireReader in = new WireReader(buffer, offset, length);
        NodeId next = NodeId.of(in.bytes(NodeId.BYTES));
        CellSize size = size(in.u8());
        if (in.remaining() > MAX_HANDSHAKE) {
            throw new WireException("a hop handshake of " + in.remaining() + " bytes");
        }
        return new ExtendBody(next, size, in.bytes(in.remaining()));
    }

    private static CellSize size(int code) {
        try {
            return CellSize.of(code);
        } catch (IllegalArgumentException unknown) {
            throw new WireException("no cell size " + code);
        }
    }

    /** Writes it. */
    public byte[] write() {
        return new WireWriter(NodeId.BYTES + 1 + create.length)
                .bytes(next.bytes())
                .u8(size.code())
                .bytes(create)
                .toBytes();
    }
}
