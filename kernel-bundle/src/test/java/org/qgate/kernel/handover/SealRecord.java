package org.qgate.kernel.handover;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a node sealed over all its generations: each (key, nonce) of a record and each (keys, N, c, T') of a layer, which
 * must never come twice, and none of them while the node is frozen.
 */
public final class SealRecord {
    private final Set<ByteBuffer> seen = new HashSet<>();
    private final List<String> violations = new ArrayList<>();
    private boolean frozen;
    private long records;
    private long cells;

    /** A record is sealed by an AEAD. */
    public void record(byte[] key, byte[] nonce) {
        records++;
        note("record", key, nonce);
    }

    /** A layer turns a cell over. */
    public void cell(byte[] keysAndN, byte[] tweak, long c) {
        cells++;
        note("cell", keysAndN, tweak, ByteBuffer.allocate(Long.BYTES).putLong(c).array());
    }

    private void note(String what, byte[]... parts) {
        if (frozen) {
            violations.add("a " + what + " was sealed while the node was frozen");
        }
        if (!seen.add(name(what, parts))) {
            violations.add("a " + what + " was sealed twice under one key and counter");
        }
    }

    private static ByteBuffer name(String what, byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update((byte) what.length());
            for (byte[] part : parts) {
                digest.update((byte) part.length);
                digest.update(part);
            }
            return ByteBuffer.wrap(Arrays.copyOf(digest.digest(), 16));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    void frozen(boolean now) {
        frozen = now;
    }

    long records() {
        return records;
    }

    long cells() {
        return cells;
    }

    List<String> violations() {
        return violations;
    }
}
