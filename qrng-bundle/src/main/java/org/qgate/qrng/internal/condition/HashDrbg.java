package org.qgate.qrng.internal.condition;

import java.util.Arrays;
import org.qgate.api.crypto.Hashes;

/**
 * Hash_DRBG. Guarantees: what it gave tells nothing of what it gave before or will give, as long as its seed was secret;
 * with fresh entropy at a request ({@link #generateFresh}) not even a state that leaked tells what comes. The hash functions
 * are passed with each call and never kept. Source: NIST SP 800-90A revision 1, sections 9 and 10.1.1. For one thread.
 */
public final class HashDrbg {
    /** Most bytes of one request: 2^19 bits (table 2). */
    public static final int MOST = 1 << 16;

    /** Security strength of 256 bits: as much entropy must be in each seed. */
    public static final int STRENGTH_BYTES = 32;

    /** Requests between seeds (table 2). */
    private static final long INTERVAL = 1L << 48;

    private static final byte[] NOTHING = {};

    private final HashFunction hash;
    private final long interval;
    private final byte[] value;
    private final byte[] constant;
    private final byte[] block;
    private long requests;

    private HashDrbg(HashFunction hash, long interval) {
        this.hash = hash;
        this.interval = interval;
        value = new byte[hash.seed()];
        constant = new byte[hash.seed()];
        block = new byte[hash.bytes()];
    }

    /**
     * Instantiates (section 10.1.1.2).
     *
     * @param entropy at least {@value #STRENGTH_BYTES} bytes, with as much entropy
     * @param nonce at least half of that
     * @param personalization anything; also where input goes that is not credited
     * @throws IllegalArgumentException for too little
     */
    public static HashDrbg instantiate(
            Hashes by, HashFunction hash, byte[] entropy, byte[] nonce, byte[] personalization) {
        return instantiate(by, hash, entropy, nonce, personalization, INTERVAL);
    }

    static HashDrbg instantiate(
            Hashes by, HashFunction hash, byte[] entropy, byte[] nonce, byte[] personalization, long interval) {
        enough("entropy", entropy, STRENGTH_BYTES);
        enough("nonce", nonce, STRENGTH_BYTES / 2);
        HashDrbg made = new HashDrbg(hash, interval);
        made.seed(by, NOTHING, entropy, nonce, personalization);
        return made;
    }

    /**
     * Seeds anew (section 10.1.1.3); the old state goes in too.
     *
     * @throws IllegalArgumentException for too little entropy
     */
    public void reseed(Hashes by, byte[] entropy, byte[] additional) {
        enough("entropy", entropy, STRENGTH_BYTES);
        byte[] old = value.clone();
        seed(by, new byte[] {1}, old, entropy, additional);
        Arrays.fill(old, (byte) 0);
    }

    private static void enough(String what, byte[] given, int least) {
        if (given.length < least) {
            throw new IllegalArgumentException(what + " of " + given.length + " bytes, not at least " + least);
        }
    }

    private void seed(Hashes by, byte[]... material) {
        byte[] joined = Joined.of(material);
        derive(by, joined, value);
        byte[] prefixed = Joined.of(new byte[1], value);
        derive(by, prefixed, constant);
        requests = 1;
        Arrays.fill(joined, (byte) 0);
        Arrays.fill(prefixed, (byte) 0);
    }

    /** Hash_df (section 10.3.1): a counter from 1 and the number of bits asked for before the material, hash by hash. */
    private void derive(Hashes by, byte[] material, byte[] out) {
        int bits = out.length * Byte.SIZE;
        byte[] input = Joined.of(
                new byte[] {0, (byte) (bits >>> 24), (byte) (bits >>> 16), (byte) (bits >>> 8), (byte) bits}, material);
        for (int at = 0; at < out.length; at += hash.bytes()) {
            input[0]++;
            hash.digest(by, input, 0, input.length, block, 0);
            System.arraycopy(block, 0, out, at, Math.min(hash.bytes(), out.length - at));
        }
        Arrays.fill(input, (byte) 0);
    }

    /** Returns whether it must be seeded before it gives anything. */
    public boolean spent() {
        return requests > interval;
    }

    /**
     * Combines a part of an array with the next bytes by exclusive or (section 10.1.1.4): zeros become those bytes.
     *
     * @param additional mixed into the state first; may be empty
     * @param length 0 to {@value #MOST}
     * @throws IllegalArgumentException for too many
     * @throws IllegalStateException when it is spent or was wiped
     */
    public void generate(Hashes by, byte[] additional, byte[] out, int offset, int length) {
        if (length < 0 || length > MOST) {
            throw new IllegalArgumentException(length + " bytes at once, not 0 to " + MOST);
        }
        if (requests == 0) {
            throw new IllegalStateException("Hash_DRBG was wiped");
        }
        if (spent()) {
            throw new IllegalStateException("Hash_DRBG needs a seed after " + interval + " requests");
        }
        if (additional.length > 0) {
            prefixed(by, 2, additional);
            Numbers.add(value, block);
        }
        hashgen(by, out, offset, length);
        prefixed(by, 3, NOTHING);
        Numbers.add(value, block);
        Numbers.add(value, constant);
        Numbers.add(value, requests);
        requests++;
        Arrays.fill(block, (byte) 0);
    }

    /** The same with prediction resistance: seeded with fresh entropy first (section 9.3.1, step 7). */
    public void generateFresh(Hashes by, byte[] entropy, byte[] additional, byte[] out, int offset, int length) {
        reseed(by, entropy, additional);
        generate(by, NOTHING, out, offset, length);
    }

    private void prefixed(Hashes by, int prefix, byte[] tail) {
        byte[] input = Joined.of(new byte[] {(byte) prefix}, value, tail);
        hash.digest(by, input, 0, input.length, block, 0);
        Arrays.fill(input, (byte) 0);
    }

    private void hashgen(Hashes by, byte[] out, int offset, int length) {
        byte[] data = value.clone();
        for (int at = 0; at < length; at += hash.bytes()) {
            hash.digest(by, data, 0, data.length, block, 0);
            Numbers.xor(block, out, offset + at, Math.min(hash.bytes(), length - at));
            Numbers.add(data, 1);
        }
        Arrays.fill(data, (byte) 0);
    }

    /** Overwrites the state; nothing can be had any more (section 9.4, Uninstantiate). */
    public void wipe() {
        requests = 0;
        Arrays.fill(value, (byte) 0);
        Arrays.fill(constant, (byte) 0);
        Arrays.fill(block, (byte) 0);
    }
}
