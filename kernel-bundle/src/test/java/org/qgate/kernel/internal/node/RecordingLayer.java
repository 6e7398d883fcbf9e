package org.qgate.kernel.internal.node;

import org.qgate.api.crypto.HopHandshakes;
import org.qgate.api.crypto.LayerCipher;
import org.qgate.common.wire.WireReader;
import org.qgate.kernel.handover.SealRecord;

/**
 * A layer that records the state it is in before each cell. It is exported and restored each time, so that what is
 * recorded is what works.
 */
final class RecordingLayer implements LayerCipher {
    private static final int SCHEMA_AND_BODY = 3;
    /** KB ‖ KU ‖ KP ‖ KV ‖ N ([CGO-3]). */
    private static final int KEYS_AND_N = 144;

    private static final int TAG = 16;
    /** After so many cells ([CGO-6]), and after its end, a layer refuses. */
    private static final long USED_UP = 1L << 32;

    private final HopHandshakes hops;
    private final SealRecord record;
    private LayerCipher real;

    RecordingLayer(LayerCipher real, HopHandshakes hops, SealRecord record) {
        this.real = real;
        this.hops = hops;
        this.record = record;
    }

    private LayerCipher recorded() {
        if (real.cells() == USED_UP) {
            return real; // exported or destroyed: it refuses
        }
        byte[] state = real.export();
        WireReader in = new WireReader(state);
        in.skip(SCHEMA_AND_BODY);
        byte[] keysAndN = in.bytes(KEYS_AND_N);
        byte[] tweak = in.bytes(TAG);
        in.skip(TAG);
        record.cell(keysAndN, tweak, in.i64());
        real = hops.restore(state);
        return real;
    }

    @Override
    public boolean relayOutbound(int command, byte[] in, int inOffset, byte[] out, int outOffset) {
        return recorded().relayOutbound(command, in, inOffset, out, outOffset);
    }

    @Override
    public void relayInbound(int command, byte[] in, int inOffset, byte[] out, int outOffset) {
        recorded().relayInbound(command, in, inOffset, out, outOffset);
    }

    @Override
    public void relayOriginate(int command, byte[] in, int inOffset, byte[] out, int outOffset) {
        recorded().relayOriginate(command, in, inOffset, out, outOffset);
    }

    @Override
    public void clientOriginate(int command, byte[] in, int inOffset, byte[] out, int outOffset) {
        recorded().clientOriginate(command, in, inOffset, out, outOffset);
    }

    @Override
    public void clientOutbound(int command, byte[] in, int inOffset, byte[] out, int outOffset) {
        recorded().clientOutbound(command, in, inOffset, out, outOffset);
    }

    @Override
    public boolean clientInbound(int command, byte[] in, int inOffset, byte[] out, int outOffset) {
        return recorded().clientInbound(command, in, inOffset, out, outOffset);
    }

    @Override
    public void tag(byte[] out, int offset) {
        real.tag(out, offset);
    }

    @Override
    public long cells() {
        return real.cells();
    }

    @Override
    public int bodyLength() {
        return real.bodyLength();
    }

    @Override
    public byte[] export() {
        return real.export();
    }

    @Override
    public void destroy() {
        real.destroy();
    }
}
