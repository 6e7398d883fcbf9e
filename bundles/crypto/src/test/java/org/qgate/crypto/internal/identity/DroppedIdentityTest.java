package org.qgate.crypto.internal.identity;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.qgate.api.crypto.OnionKeys;
import org.qgate.api.error.QGateException;
import org.qgate.crypto.internal.MemoryState;
import org.qgate.crypto.internal.Node;
import org.qgate.crypto.internal.SeededRandom;
import org.qgate.crypto.internal.Tamper;
import org.qgate.crypto.internal.TestClock;
import org.qgate.crypto.internal.primitive.X25519Pair;

/** An identity whose private keys went with the vault's, and came again. */
class DroppedIdentityTest {
    private static final long DAY_MS = 86_400_000L;
    private static final byte[] MESSAGE = {1, 2, 3};

    private final MemoryState state = new MemoryState();
    private final TestClock clock = new TestClock();
    private final SeededRandom random = new SeededRandom(21);
    private NodeIdentity identity;

    @BeforeEach
    void make() {
        identity = NodeIdentity.open(Node.NETWORK, state, clock, random);
    }

    private static void refused(Runnable call) {
        assertEquals(
                "QG-VLT-0002", assertThrows(QGateException.class, call::run).codeId());
    }

    private byte[] onionName() {
        return OnionPair.name(identity.onionKeys());
    }

    @Test
    void shouldRefuseWhateverNeedsAPrivateKey() {
        byte[] theirs = X25519Pair.fresh(random).open();
        OnionKeys onion = identity.onionKeys();
        byte[] certificate = identity.certificate();
        byte[] name = onionName();
        identity.drop();
        refused(() -> identity.sign("test", MESSAGE));
        refused(() -> identity.certifiedSignature("test", MESSAGE));
        refused(() -> identity.agree(theirs));
        refused(() -> identity.withOnion(name, pair -> pair));
        clock.wallMs += 8 * DAY_MS;
        refused(identity::maintain);
        assertArrayEquals(certificate, identity.certificate());
        assertArrayEquals(onion.x25519(), identity.onionKeys().x25519());
        assertArrayEquals(onion.mlKem(), identity.onionKeys().mlKem());
        assertArrayEquals(name, onionName(), "what is public stays");
    }

    @Test
    void shouldWipeWhatItHad() {
        MediumTerm medium = (MediumTerm) Tamper.read(identity, "medium");
        OnionRing onion = (OnionRing) Tamper.read(identity, "onion");
        Object[][] secrets = {
            {medium.link(), "secret"},
            {medium.signing(), "seed"},
            {medium.signing(), "edDsaSeed"},
            {onion.current().x25519(), "secret"},
            {onion.current().mlKem(), "seed"}
        };
        for (Object[] each : secrets) {
            byte[] secret = (byte[]) Tamper.read(each[0], (String) each[1]);
            assertFalse(Arrays.equals(new byte[secret.length], secret), each[1].toString());
        }
        identity.drop();
        for (Object[] each : secrets) {
            byte[] secret = (byte[]) Tamper.read(each[0], (String) each[1]);
            assertArrayEquals(new byte[secret.length], secret, each[1].toString());
        }
    }

    @Test
    void shouldGoOnWhenTheVaultIsOpenAgain() {
        byte[] theirs = X25519Pair.fresh(random).open();
        byte[] agreed = identity.agree(theirs);
        byte[] name = onionName();
        identity.drop();
        identity.revive();
        assertArrayEquals(agreed, identity.agree(theirs));
        assertNotNull(identity.withOnion(name, pair -> pair));
        assertEquals(64 + 3309, identity.sign("test", MESSAGE).length);
    }

    /** A lock over a week: the onion keys of before are accepted, and new ones are there. */
    @Test
    void shouldCatchUpWithWhatWasDueMeanwhile() {
        byte[] name = onionName();
        identity.drop();
        clock.wallMs += 8 * DAY_MS;
        identity.revive();
        assertFalse(Arrays.equals(name, onionName()));
        assertNotNull(identity.withOnion(name, pair -> pair));
        assertTrue(identity.maintain(), "the descriptor does not know yet");
        assertFalse(identity.maintain());
    }

    @Test
    void shouldNotBecomeAnotherNode() {
        MemoryState other = new MemoryState();
        NodeIdentity.open(Node.NETWORK, other, clock, random);
        identity.drop();
        state.files.putAll(other.files);
        assertEquals(
                "QG-CRY-0006",
                assertThrows(QGateException.class, identity::revive).codeId());
        refused(() -> identity.sign("test", MESSAGE));
        state.files.clear();
        assertEquals(
                "QG-CRY-0006",
                assertThrows(QGateException.class, identity::revive).codeId());
        assertTrue(state.files.isEmpty());
    }
}
