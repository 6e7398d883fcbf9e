package org.qgate.crypto.internal.identity;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.qgate.api.error.CryptoError;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.VaultError;
import org.qgate.crypto.internal.DiskFolder;
import org.qgate.sim.SimRandom;

/** Keys for others than the node. */
class DerivingKeysTest {
    private static final byte[] HELLO = bytes("hello");

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
    void shouldGiveTheSameKeysAfterARestart() {
        DerivingKeys first = keys(1);
        byte[] signing = first.signingKey(bytes("a"), bytes("b"));
        byte[] agreement = first.agreementKey(bytes("a"), bytes("b"));
        byte[] secret = first.secret(bytes("a"), bytes("b"));
        DerivingKeys second = keys(2);
        assertArrayEquals(signing, second.signingKey(bytes("a"), bytes("b")));
        assertArrayEquals(agreement, second.agreementKey(bytes("a"), bytes("b")));
        assertArrayEquals(secret, second.secret(bytes("a"), bytes("b")));
    }

    @Test
    void shouldGiveOtherKeysForEachKindAndContext() {
        DerivingKeys keys = keys(1);
        Set<String> all = new HashSet<>();
        byte[][][] contexts = {
            {bytes("a")}, {bytes("b")}, {bytes("a"), bytes("b")}, {bytes("ab")}, {bytes(""), bytes("ab")}, {bytes("")}
        };
        for (byte[][] context : contexts) {
            all.add(HexFormat.of().formatHex(keys.signingKey(context)));
            all.add(HexFormat.of().formatHex(keys.agreementKey(context)));
            all.add(HexFormat.of().formatHex(keys.secret(context)));
        }
        assertEquals(3 * contexts.length, all.size());
        assertThrows(IllegalArgumentException.class, keys::secret);
    }

    @Test
    void shouldGiveOtherKeysOnAnotherNode() {
        byte[] here = keys(1).secret(bytes("a"));
        state = new DiskFolder(root.resolve("other"));
        assertFalse(Arrays.equals(here, keys(2).secret(bytes("a"))));
    }

    @Test
    void shouldSignAndVerify() {
        DerivingKeys keys = keys(1);
        byte[] signature = keys.sign(HELLO, bytes("a"));
        assertTrue(keys.verify(keys.signingKey(bytes("a")), HELLO, signature));
        assertFalse(keys.verify(keys.signingKey(bytes("b")), HELLO, signature));
        assertFalse(keys.verify(keys.signingKey(bytes("a")), bytes("other"), signature));
        assertFalse(keys.verify(new byte[3], HELLO, new byte[3]));
    }

    @Test
    void shouldAgreeBothWays() {
        DerivingKeys keys = keys(1);
        assertArrayEquals(
                keys.agree(keys.agreementKey(bytes("b")), bytes("a")),
                keys.agree(keys.agreementKey(bytes("a")), bytes("b")));
        QGateException low = assertThrows(QGateException.class, () -> keys.agree(new byte[32], bytes("a")));
        assertEquals(CryptoError.AUTHENTICATION, low.code());
    }

    @Test
    void shouldRefuseWhileLockedEvenWhatItGaveBefore() {
        DerivingKeys keys = keys(1);
        keys.secret(bytes("a"));
        locked = true;
        assertThrows(QGateException.class, () -> keys.secret(bytes("a")));
        assertThrows(QGateException.class, () -> keys.sign(HELLO, bytes("a")));
        assertTrue(keys.verify(verified(), HELLO, signature()), "needs no secret");
    }

    private byte[] verified() {
        locked = false;
        byte[] key = keys(1).signingKey(bytes("a"));
        locked = true;
        return key;
    }

    private byte[] signature() {
        locked = false;
        byte[] signature = keys(1).sign(HELLO, bytes("a"));
        locked = true;
        return signature;
    }

    @Test
    void shouldRefuseADamagedSecret() {
        keys(1).secret(bytes("a"));
        state.write("crypto/derive.key", new byte[31]);
        QGateException damaged = assertThrows(QGateException.class, () -> keys(1).secret(bytes("a")));
        assertEquals(CryptoError.KEY_FILE, damaged.code());
    }
}
