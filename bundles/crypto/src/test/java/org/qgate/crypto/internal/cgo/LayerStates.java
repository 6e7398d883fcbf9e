package org.qgate.crypto.internal.cgo;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.qgate.crypto.internal.Vectors;
import org.qgate.crypto.internal.primitive.Bytes;
import org.qgate.crypto.internal.primitive.Ciphers;

/** Looks into layers by exporting and restoring them: {@link #of} replaces the layer it is asked about. */
final class LayerStates {
    private LayerStates() {}

    /** An export as text: keys and N, T', c, total. */
    static String text(byte[] exported) {
        HexFormat hex = HexFormat.of();
        ByteBuffer numbers = ByteBuffer.wrap(exported, exported.length - 16, 16);
        return hex.formatHex(exported, 3, 147) + " " + hex.formatHex(exported, 147, 163) + " " + numbers.getLong() + " "
                + numbers.getLong();
    }

    /** A vector's state in the same form. */
    static String text(Vectors state) {
        return state.text("kb") + state.text("ku") + state.text("kp") + state.text("kv") + state.text("n") + " "
                + state.text("tprime") + " " + state.big("c") + " " + state.big("total");
    }

    /** A layer in the middle of its life. */
    static CgoLayer layer(int body, byte[] seed, byte[] tweak, long c, long total) {
        byte[] head = {LayerForm.SCHEMA, (byte) (body >>> 8), (byte) body};
        byte[] counters = ByteBuffer.allocate(16).putLong(c).putLong(total).array();
        return LayerForm.restore(Ciphers.standard(), Bytes.join(head, seed, tweak, new byte[16], counters));
    }
}
