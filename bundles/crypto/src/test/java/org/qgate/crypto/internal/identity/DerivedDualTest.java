package org.qgate.crypto.internal.identity;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.VaultError;
import org.qgate.crypto.internal.DiskFolder;
import org.qgate.sim.SimRandom;

/** Derived keys that sign twice. */
class DerivedDualTest {
    private static final String DOMAIN = "qgate test";
    private static final int ED25519 = 64;
    private static final int ML_DSA = 3_309;

    @TempDir
    private Path root;

    private DiskFolder state;
    private boolean locked;

    @BeforeEach
    void make() {
        state = new DiskFolder(root);
    }

    private DerivingKeys keys(long seed) {
        return new DerivingKeys(state, new SimRandom(seed), () -> {
            if (locked) {
                throw new QGateException(VaultError.LOCKED, "for this test");
            }
        });
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void shouldSignAndVerify() {
        DerivingKeys keys = keys(1);
        byte[] key = keys.dualKey(bytes("a"));
        assertEquals(32 + 1_952, key.length);
        byte[] signature = keys.signDual(DOMAIN, bytes("hello"), bytes("a"));
        assertEquals(ED25519 + ML_DSA, signature.length);
        assertTrue(keys.verifyDual(key, DOMAIN, bytes("hello"), signature));
        assertFalse(keys.verifyDual(key, DOMAIN, bytes("other"), signature));
        assertFalse(keys.verifyDual(key, "qgate tes", bytes("thello"), signature), "the domain has its length");
        assertFalse(keys.verifyDual(keys.dualKey(bytes("b")), DOMAIN, bytes("hello"), signature));
    }

    /** One bit of either half, one half of another signature, one half of another key. */
    @Test
    void shouldRefuseWhenOnlyOneHalfHolds() {
        DerivingKeys keys = keys(1);
        byte[] key = keys.dualKey(bytes("a"));
        byte[] signature = keys.signDual(DOMAIN, bytes("hello"), bytes("a"));
        byte[] other = keys.signDual(DOMAIN, bytes("other"), bytes("a"));
        byte[] otherKey = keys.dualKey(bytes("b"));
        for (int at : new int[] {0, ED25519 - 1, ED25519, ED25519 + ML_DSA - 1}) {
            byte[] altered = signature.clone();
            altered[at] ^= 1;
            assertFalse(keys.verifyDual(key, DOMAIN, bytes("hello"), altered), "byte " + at);
        }
        assertFalse(keys.verifyDual(key, DOMAIN, bytes("hello"), joined(signature, other, ED25519)));
        assertFalse(keys.verifyDual(key, DOMAIN, bytes("hello"), joined(other, signature, ED25519)));
        assertFalse(keys.verifyDual(joined(key, otherKey, 32), DOMAIN, bytes("hello"), signature));
        assertFalse(keys.verifyDual(joined(otherKey, key, 32), DOMAIN, bytes("hello"), signature));
    }

    private static byte[] joined(byte[] front, byte[] back, int at) {
        byte[] joined = back.clone();
        System.arraycopy(front, 0, joined, 0, at);
        return joined;
    }

    @Test
    void shouldSayPlainlyNoToWrongLengths() {
        DerivingKeys keys = keys(1);
        byte[] key = keys.dualKey(bytes("a"));
        byte[] signature = keys.signDual(DOMAIN, bytes("hello"), bytes("a"));
        for (int length : new int[] {0, 31, 32, 1_983, 1_985}) {
            assertFalse(keys.verifyDual(Arrays.copyOf(key, length), DOMAIN, bytes("hello"), signature));
        }
        for (int length : new int[] {0, 64, 3_372, 3_374}) {
            assertFalse(keys.verifyDual(key, DOMAIN, bytes("hello"), Arrays.copyOf(signature, length)));
        }
        assertThrows(IllegalArgumentException.class, () -> keys.signDual("", bytes("hello"), bytes("a")));
        assertThrows(IllegalArgumentException.class, keys::dualKey);
    }

    @Test
    void shouldGiveTheSameKeysAfterARestart_andOthersForEachKindAndContext() {
        DerivingKeys keys = keys(1);
        byte[] key = keys.dualKey(bytes("a"), bytes("b"));
        byte[] signature = keys.signDual(DOMAIN, bytes("hello"), bytes("a"), bytes("b"));
        DerivingKeys again = keys(2);
        assertArrayEquals(key, again.dualKey(bytes("a"), bytes("b")));
        assertTrue(again.verifyDual(key, DOMAIN, bytes("hello"), signature));
        assertFalse(Arrays.equals(key, keys.dualKey(bytes("ab"))));
        byte[] single = keys.signingKey(bytes("a"), bytes("b"));
        assertFalse(Arrays.equals(single, Arrays.copyOf(key, 32)), "another kind is another key");
    }

    @Test
    void shouldRefuseWhileLocked_butVerify() {
        DerivingKeys keys = keys(1);
        byte[] key = keys.dualKey(bytes("a"));
        byte[] signature = keys.signDual(DOMAIN, bytes("hello"), bytes("a"));
        locked = true;
        assertThrows(QGateException.class, () -> keys.dualKey(bytes("a")));
        assertThrows(QGateException.class, () -> keys.signDual(DOMAIN, bytes("hello"), bytes("a")));
        assertTrue(keys.verifyDual(key, DOMAIN, bytes("hello"), signature), "needs no secret");
    }
}
