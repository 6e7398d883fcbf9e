package org.qgate.crypto.internal.vault;

import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.ShortBufferException;
import org.qgate.api.crypto.RandomSource;
import org.qgate.api.error.CryptoError;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.VaultError;
import org.qgate.api.vault.Vault;
import org.qgate.crypto.internal.primitive.Bytes;
import org.qgate.crypto.internal.primitive.Ciphers;
import org.qgate.crypto.internal.primitive.Hkdf;
import org.qgate.crypto.internal.primitive.Xaes;

/**
 * The keys of an unlocked vault. Sealing, opening and authenticating are thread-safe among themselves; while keys come or
 * go, or the ring is wiped, its owner keeps everybody else out.
 */
final class KeyRing {
    /** How many maps have ciphers ready; the next one takes the place of any other. */
    private static final int MOST_READY = 512;

    private static final int LONGEST_NAME = 255;

    private record Place(String map, long epoch) {}

    private final byte[] vault;
    private final Ciphers ciphers;
    private final RandomSource random;
    private final KeyCell kek;
    private final TreeMap<Long, KeyCell> epochs = new TreeMap<>();
    private final ConcurrentHashMap<Place, MapKeys> ready = new ConcurrentHashMap<>();

    private KeyRing(byte[] vault, byte[] kek, Ciphers ciphers, RandomSource random) {
        this.vault = vault;
        this.kek = new KeyCell(kek);
        this.ciphers = ciphers;
        this.random = random;
    }

    /** Makes the ring of a header; keys are copied. */
    static KeyRing of(Header header, byte[] kek, SortedMap<Long, byte[]> epochs, Ciphers ciphers, RandomSource random) {
        KeyRing ring = new KeyRing(header.id(), kek, ciphers, random);
        epochs.forEach(ring::add);
        return ring;
    }

    /** Adds an epoch; the key is copied. */
    void add(long epoch, byte[] key) {
        epochs.put(epoch, new KeyCell(key));
    }

    /** Wipes an epoch's keys. */
    void remove(long epoch) {
        KeyCell key = epochs.remove(epoch);
        if (key != null) {
            key.wipe();
        }
        ready.forEach((place, keys) -> {
            if (place.epoch == epoch) {
                ready.remove(place);
                keys.close();
            }
        });
    }

    /** Wipes all keys. */
    void wipe() {
        kek.wipe();
        List.copyOf(epochs.keySet()).forEach(this::remove);
    }

    /** Returns a copy of the key-encryption key, to be wiped soon. */
    byte[] kek() {
        return kek.copy();
    }

    /** Returns a copy of an epoch's key, to be wiped soon. */
    byte[] key(long epoch) {
        KeyCell key = epochs.get(epoch);
        if (key == null) {
            throw new QGateException(VaultError.UNKNOWN_EPOCH, "epoch " + epoch + "; there are " + epochs.keySet());
        }
        return key.copy();
    }

    int seal(String map, long epoch, byte[] position, byte[] in, int inAt, int length, byte[] out, int outAt) {
        checkPosition(position);
        Objects.checkFromIndexSize(inAt, length, in.length);
        Objects.checkFromIndexSize(outAt, Math.addExact(length, Vault.OVERHEAD), out.length);
        MapKeys keys = keys(map, epoch);
        Xaes cipher = keys.takeValue();
        try {
            random.fill(out, outAt, Xaes.NONCE);
            byte[][] associated = {keys.associated(), position};
            return Xaes.NONCE + cipher.seal(out, outAt, associated, in, inAt, length, out, outAt + Xaes.NONCE);
        } finally {
            keys.give(cipher);
        }
    }

    int open(String map, long epoch, byte[] position, byte[] in, int inAt, int length, byte[] out, int outAt) {
        checkPosition(position);
        Objects.checkFromIndexSize(inAt, length, in.length);
        MapKeys keys = keys(map, epoch);
        if (length < Vault.OVERHEAD) {
            throw notAuthentic(map, epoch);
        }
        Objects.checkFromIndexSize(outAt, length - Vault.OVERHEAD, out.length);
        Xaes cipher = keys.takeValue();
        try {
            byte[][] associated = {keys.associated(), position};
            return cipher.open(in, inAt, associated, in, inAt + Xaes.NONCE, length - Xaes.NONCE, out, outAt);
        } catch (QGateException failed) {
            throw failed.code() == CryptoError.AUTHENTICATION ? notAuthentic(map, epoch) : failed;
        } finally {
            keys.give(cipher);
        }
    }

    private static QGateException notAuthentic(String map, long epoch) {
        return new QGateException(VaultError.NOT_AUTHENTIC, "a value of map " + map + ", epoch " + epoch);
    }

    /** Returns how many bytes were written. */
    int mac(String map, long epoch, byte[] context, byte[] in, int inAt, int length, byte[] out, int outAt) {
        checkPosition(context);
        Objects.checkFromIndexSize(inAt, length, in.length);
        Objects.checkFromIndexSize(outAt, Vault.MAC, out.length);
        MapKeys keys = keys(map, epoch);
        Mac mac = keys.takeMac();
        try {
            mac.update((byte) (context.length >>> 8));
            mac.update((byte) context.length);
            mac.update(context);
            mac.update(in, inAt, length);
            mac.doFinal(out, outAt);
            return Vault.MAC;
        } catch (ShortBufferException impossible) {
            throw new IllegalStateException("the room was checked", impossible);
        } finally {
            keys.give(mac);
        }
    }

    private static void checkPosition(byte[] position) {
        if (position.length > Vault.MAX_POSITION) {
            throw new IllegalArgumentException("a position has at most " + Vault.MAX_POSITION + " bytes");
        }
    }

    private MapKeys keys(String map, long epoch) {
        Place place = new Place(map, epoch);
        MapKeys known = ready.get(place);
        if (known != null) {
            return known;
        }
        int length = map.getBytes(StandardCharsets.UTF_8).length;
        if (length < 1 || length > LONGEST_NAME) {
            throw new IllegalArgumentException("a map's name has 1 to " + LONGEST_NAME + " bytes, not " + length);
        }
        Bytes.wipe(key(epoch)); // throws where there is none
        makeRoom();
        return ready.computeIfAbsent(
                place, absent -> new MapKeys(vault, map, epoch, ciphers, info -> derive(epoch, info)));
    }

    private void makeRoom() {
        Iterator<MapKeys> any = ready.values().iterator();
        while (ready.size() >= MOST_READY && any.hasNext()) {
            MapKeys leaving = any.next();
            any.remove();
            leaving.close();
        }
    }

    /** HKDF over the epoch's key, the vault's id as salt. */
    private byte[] derive(long epoch, byte[] info) {
        byte[] key = key(epoch);
        byte[] extracted = Hkdf.extract(vault, key);
        byte[] derived = Hkdf.expand(extracted, info, Xaes.KEY);
        Bytes.wipe(key, extracted);
        return derived;
    }
}
