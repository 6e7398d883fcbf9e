package org.qgate.crypto.internal.vault;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.function.Function;
import javax.crypto.Mac;
import org.qgate.common.wire.WireWriter;
import org.qgate.crypto.internal.primitive.Bytes;
import org.qgate.crypto.internal.primitive.Ciphers;
import org.qgate.crypto.internal.primitive.Hkdf;
import org.qgate.crypto.internal.primitive.Xaes;

/**
 * The ciphers of one map in one epoch, a few of each, so that several threads work at once and none expands a key for each
 * value. Thread-safe.
 */
final class MapKeys {
    private static final int KEPT = 8;
    private static final byte[] VALUE = "qgate 1 vault value".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] MAC = "qgate 1 vault mac".getBytes(StandardCharsets.US_ASCII);

    private final Ciphers ciphers;
    private final Function<byte[], byte[]> derive;
    private final byte[] place;
    private final byte[] valueInfo;
    private final ArrayDeque<Xaes> values = new ArrayDeque<>();
    private final ArrayDeque<Mac> macs = new ArrayDeque<>();
    private boolean closed;

    /** Makes it; {@code derive} turns what a key is for into 32 bytes and is asked only while the vault is unlocked. */
    MapKeys(byte[] vault, String map, long epoch, Ciphers ciphers, Function<byte[], byte[]> derive) {
        this.ciphers = ciphers;
        this.derive = derive;
        place = new WireWriter(64)
                .bytes(vault)
                .i64(epoch)
                .bytes16(map.getBytes(StandardCharsets.UTF_8))
                .toBytes();
        valueInfo = Bytes.join(VALUE, place);
    }

    /** Returns what every value of this map and epoch is authenticated with, before its position. */
    byte[] associated() {
        return valueInfo;
    }

    Xaes takeValue() {
        synchronized (this) {
            Xaes kept = values.poll();
            if (kept != null) {
                return kept;
            }
        }
        byte[] key = derive.apply(valueInfo);
        Xaes made = new Xaes(ciphers, key);
        Bytes.wipe(key);
        return made;
    }

    synchronized void give(Xaes cipher) {
        if (closed || values.size() == KEPT) {
            cipher.wipe();
        } else {
            values.push(cipher);
        }
    }

    Mac takeMac() {
        synchronized (this) {
            Mac kept = macs.poll();
            if (kept != null) {
                return kept;
            }
        }
        byte[] key = derive.apply(Bytes.join(MAC, place));
        Mac made = Hkdf.keyed(key);
        Bytes.wipe(key);
        return made;
    }

    synchronized void give(Mac mac) {
        if (closed || macs.size() == KEPT) {
            Hkdf.forget(mac);
        } else {
            macs.push(mac);
        }
    }

    /** Wipes what is here, and later what is given back. */
    synchronized void close() {
        closed = true;
        values.forEach(Xaes::wipe);
        values.clear();
        macs.forEach(Hkdf::forget);
        macs.clear();
    }
}
