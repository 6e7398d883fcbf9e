package org.qgate.crypto.internal.cgo;

import java.util.Arrays;
import org.qgate.api.crypto.LayerCipher;
import org.qgate.common.wire.WireWriter;
import org.qgate.crypto.internal.primitive.Bytes;
import org.qgate.crypto.internal.primitive.Refusals;

/**
 * One layer of Counter Galois Onion in one direction at one end ([CGO-2], [CGO-3]): UIV+ over the primitives of an
 * instance, and UPDATE. Relays only encrypt (X to Y), clients only decrypt (Y to X). Belongs to one event loop.
 */
public final class CgoLayer implements LayerCipher {
    /** [CGO-6]: the cell after so many closes the circuit. */
    static final long CELL_LIMIT = 1L << 32;

    private static final int TAG = 16;

    private final CgoInstance instance;
    private final int body;
    private final int right;
    private final int keyBytes;
    private final byte[] state; // KB ‖ KU ‖ KP ‖ KV ‖ N
    private final byte[] fresh;
    private final byte[] zeros;
    private final byte[] tweak = new byte[TAG]; // T'
    private final byte[] hashed = new byte[TAG];
    private final byte[] block = new byte[TAG];
    private final byte[] blockOut = new byte[TAG];
    private final byte[] lastTag = new byte[TAG];
    private long c;
    private long total;

    /**
     * Makes a layer at its start.
     *
     * @param seed KB ‖ KU ‖ KP ‖ KV ‖ N, copied
     */
    public CgoLayer(CgoInstance instance, int body, byte[] seed) {
        this.instance = instance;
        this.body = body;
        this.right = body - TAG;
        this.keyBytes = instance.keyBytes();
        if (seed.length != keyBytes + TAG) {
            throw Refusals.malformed("a layer's seed has " + (keyBytes + TAG) + " bytes, not " + seed.length);
        }
        this.state = seed.clone();
        this.fresh = new byte[state.length];
        this.zeros = new byte[state.length];
        instance.rekey(state);
    }

    /** Takes T' and the counters of an export. */
    void resume(byte[] savedTweak, byte[] savedTag, long savedC, long savedTotal) {
        System.arraycopy(savedTweak, 0, tweak, 0, TAG);
        System.arraycopy(savedTag, 0, lastTag, 0, TAG);
        c = savedC;
        total = savedTotal;
    }

    @Override
    public boolean relayOutbound(int command, byte[] in, int inOffset, byte[] out, int outOffset) {
        encrypt(command, in, inOffset, out, outOffset);
        boolean addressed = Bytes.same(tweak, 0, state, keyBytes, TAG);
        if (addressed) {
            System.arraycopy(in, inOffset, lastTag, 0, TAG); // X_L
            update();
        }
        return addressed;
    }

    @Override
    public void relayInbound(int command, byte[] in, int inOffset, byte[] out, int outOffset) {
        encrypt(command, in, inOffset, out, outOffset);
    }

    @Override
    public void relayOriginate(int command, byte[] in, int inOffset, byte[] out, int outOffset) {
        System.arraycopy(state, keyBytes, in, inOffset, TAG);
        encrypt(command, in, inOffset, out, outOffset);
        System.arraycopy(tweak, 0, lastTag, 0, TAG); // Y_L
        update();
    }

    @Override
    public void clientOriginate(int command, byte[] in, int inOffset, byte[] out, int outOffset) {
        System.arraycopy(state, keyBytes, in, inOffset, TAG);
        decrypt(command, in, inOffset, out, outOffset);
        System.arraycopy(out, outOffset, lastTag, 0, TAG); // X_L
        update();
    }

    @Override
    public void clientOutbound(int command, byte[] in, int inOffset, byte[] out, int outOffset) {
        decrypt(command, in, inOffset, out, outOffset);
    }

    @Override
    public boolean clientInbound(int command, byte[] in, int inOffset, byte[] out, int outOffset) {
        decrypt(command, in, inOffset, out, outOffset);
        boolean originated = Bytes.same(out, outOffset, state, keyBytes, TAG);
        if (originated) {
            System.arraycopy(tweak, 0, lastTag, 0, TAG); // Y_L
            update();
        }
        return originated;
    }

    /** UIV_ENC: relay_step. */
    private void encrypt(int command, byte[] in, int inOffset, byte[] out, int outOffset) {
        check(in, inOffset, out, outOffset);
        instance.hash(c, tweak, command, in, inOffset + TAG, right, hashed);
        for (int i = 0; i < TAG; i++) {
            block[i] = (byte) (in[inOffset + i] ^ hashed[i]);
        }
        instance.encrypt(block, blockOut);
        for (int i = 0; i < TAG; i++) {
            tweak[i] = (byte) (blockOut[i] ^ hashed[i]);
        }
        System.arraycopy(tweak, 0, out, outOffset, TAG);
        instance.stream(tweak, 0, 0, in, inOffset + TAG, right, out, outOffset + TAG);
        count();
    }

    /** UIV_DEC: client_step. */
    private void decrypt(int command, byte[] in, int inOffset, byte[] out, int outOffset) {
        check(in, inOffset, out, outOffset);
        instance.stream(in, inOffset, 0, in, inOffset + TAG, right, out, outOffset + TAG);
        instance.hash(c, tweak, command, out, outOffset + TAG, right, hashed);
        for (int i = 0; i < TAG; i++) {
            block[i] = (byte) (in[inOffset + i] ^ hashed[i]);
        }
        instance.decrypt(block, blockOut);
        for (int i = 0; i < TAG; i++) {
            out[outOffset + i] = (byte) (blockOut[i] ^ hashed[i]);
        }
        System.arraycopy(in, inOffset, tweak, 0, TAG);
        count();
    }

    private void check(byte[] in, int inOffset, byte[] out, int outOffset) {
        boolean fits = in.length - inOffset >= body && out.length - outOffset >= body;
        if (in == out || inOffset < 0 || outOffset < 0 || !fits) {
            throw new IllegalArgumentException("a cell body needs " + body + " bytes in two distinct arrays");
        }
        if (total >= CELL_LIMIT) {
            throw Refusals.exhausted("a layer has seen 2^32 cells");
        }
    }

    private void count() {
        c++;
        total++;
    }

    /** UPDATE: the next keys and N are the PRF of this cell's Y_L at t = 1; the old ones are overwritten. */
    private void update() {
        instance.stream(tweak, 0, 1, zeros, 0, zeros.length, fresh, 0);
        System.arraycopy(fresh, 0, state, 0, state.length);
        Arrays.fill(fresh, (byte) 0);
        instance.rekey(state);
        c = 0;
    }

    @Override
    public void tag(byte[] out, int offset) {
        System.arraycopy(lastTag, 0, out, offset, TAG);
    }

    @Override
    public long cells() {
        return total;
    }

    @Override
    public int bodyLength() {
        return body;
    }

    @Override
    public byte[] export() {
        byte[] exported = new WireWriter(256)
                .u8(LayerForm.SCHEMA)
                .u16(body)
                .bytes(state)
                .bytes(tweak)
                .bytes(lastTag)
                .i64(c)
                .i64(total)
                .toBytes();
        destroy();
        return exported;
    }

    @Override
    public void destroy() {
        Bytes.wipe(state, tweak, hashed, block, blockOut, lastTag);
        instance.wipe();
        total = CELL_LIMIT; // never used again
    }
}
