package org.qgate.crypto.internal.cgo;

import org.qgate.api.crypto.CellSize;
import org.qgate.common.wire.WireException;
import org.qgate.common.wire.WireReader;
import org.qgate.crypto.internal.primitive.Bytes;
import org.qgate.crypto.internal.primitive.Ciphers;
import org.qgate.crypto.internal.primitive.Refusals;

/** Makes QG-CGO-1 layers from seeds and from exports. */
public final class LayerForm {
    /** Bytes of a layer's seed ([CGO-3]). */
    public static final int SEED = 144;

    static final int SCHEMA = 1;
    private static final int TAG = 16;

    private LayerForm() {}

    /** Makes a layer at its start; the seed is copied. */
    public static CgoLayer fresh(Ciphers ciphers, CellSize size, byte[] seed) {
        return new CgoLayer(new QgCgo1(ciphers), size.body(), seed);
    }

    /**
     * Rebuilds a layer.
     *
     * @throws org.qgate.api.error.QGateException QG-CRY-0002 when malformed
     */
    public static CgoLayer restore(Ciphers ciphers, byte[] exported) {
        try {
            WireReader in = new WireReader(exported);
            if (in.u8() != SCHEMA) {
                throw Refusals.malformed("unknown schema of a layer's state");
            }
            CellSize size = size(in.u16());
            byte[] state = in.bytes(SEED);
            byte[] tweak = in.bytes(TAG);
            byte[] tag = in.bytes(TAG);
            long c = in.i64();
            long total = in.i64();
            in.finish();
            if (c < 0 || c > total || total > CgoLayer.CELL_LIMIT) {
                throw Refusals.malformed("a layer's counters are out of range");
            }
            CgoLayer layer = fresh(ciphers, size, state);
            layer.resume(tweak, tag, c, total);
            Bytes.wipe(state, tweak);
            return layer;
        } catch (WireException malformed) {
            throw Refusals.malformed("state of a layer: " + malformed.getMessage());
        }
    }

    private static CellSize size(int body) {
        for (CellSize size : CellSize.values()) {
            if (size.body() == body) {
                return size;
            }
        }
        throw Refusals.malformed("no cell has a body of " + body + " bytes");
    }
}
