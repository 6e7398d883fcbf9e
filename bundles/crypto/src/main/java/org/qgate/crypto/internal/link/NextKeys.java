package org.qgate.crypto.internal.link;

import org.qgate.common.wire.WireReader;
import org.qgate.common.wire.WireWriter;
import org.qgate.crypto.internal.primitive.Aead;
import org.qgate.crypto.internal.primitive.Hkdf;

/**
 * Keys that a rekey has made and that are not in use in both directions yet.
 *
 * @param sending null once this end seals with it
 * @param receiving null once this end opens with it
 */
record NextKeys(byte[] chaining, byte[] transcript, byte[] sending, byte[] receiving) {
    void write(WireWriter out) {
        out.bytes(chaining).bytes(transcript);
        writeKey(out, sending);
        writeKey(out, receiving);
    }

    private static void writeKey(WireWriter out, byte[] key) {
        out.u8(key == null ? 0 : 1);
        if (key != null) {
            out.bytes(key);
        }
    }

    static NextKeys read(WireReader in) {
        return new NextKeys(in.bytes(Aead.KEY), in.bytes(Hkdf.HASH), readKey(in), readKey(in));
    }

    private static byte[] readKey(WireReader in) {
        return Rekey.flag(in) ? in.bytes(Aead.KEY) : null;
    }
}
