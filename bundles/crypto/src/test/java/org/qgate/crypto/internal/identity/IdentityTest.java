package org.qgate.crypto.internal.identity;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.qgate.api.NodeId;
import org.qgate.api.crypto.Certificate;
import org.qgate.api.crypto.FamilyProof;
import org.qgate.api.crypto.Identity;
import org.qgate.api.crypto.Signatures;
import org.qgate.api.error.QGateException;
import org.qgate.crypto.internal.MemoryState;
import org.qgate.crypto.internal.Node;
import org.qgate.crypto.internal.SeededRandom;
import org.qgate.crypto.internal.TestClock;

/** Identities: made, kept, renewed, refused when damaged. */
class IdentityTest {
    private static final long DAY_MS = 24L * 3600 * 1000;

    private final MemoryState state = new MemoryState();
    private final TestClock clock = new TestClock();
    private final SeededRandom random = new SeededRandom(11);
    private final Signatures signatures = new SignatureVerifier();

    private Identity open() {
        return NodeIdentity.open(Node.NETWORK, state, clock, random);
    }

    private Certificate certificate(Identity identity) {
        return signatures.certificate(Node.NETWORK, identity.certificate(), clock.wallMs);
    }

    private String file(String name) {
        return state.files.keySet().stream()
                .filter(file -> file.endsWith(name))
                .findFirst()
                .orElseThrow();
    }

    private static String code(Runnable action) {
        return assertThrows(QGateException.class, action::run).codeId();
    }

    @Test
    void shouldComeBackTheSame() {
        Identity first = open();
        Identity again = open();
        assertEquals(first.nodeId(), again.nodeId());
        assertArrayEquals(first.certificate(), again.certificate());
        assertArrayEquals(first.linkKey(), again.linkKey());
        assertArrayEquals(first.onionKeys().mlKem(), again.onionKeys().mlKem());
        assertEquals(Optional.empty(), first.family());
    }

    @Test
    void shouldCertifyItself() {
        Identity identity = open();
        Certificate certificate = certificate(identity);
        assertEquals(identity.nodeId(), certificate.nodeId());
        assertArrayEquals(identity.linkKey(), certificate.linkKey());
        assertEquals(CertificateForm.BYTES, identity.certificate().length);
        assertEquals(30 * DAY_MS, certificate.notAfterMs() - certificate.notBeforeMs());
        assertTrue(certificate.notBeforeMs() < clock.wallMs);
    }

    @Test
    void shouldBeOtherNodesInOtherNetworks() {
        Identity here = open();
        Identity there = NodeIdentity.open("other.example", state, clock, random);
        assertNotEquals(here.nodeId(), there.nodeId());
        byte[] certificate = here.certificate();
        assertEquals("QG-CRY-0001", code(() -> signatures.certificate("other.example", certificate, clock.wallMs)));
    }

    @Test
    void shouldRefuseChangedCertificates() {
        byte[] encoded = open().certificate();
        for (int at = 1; at < encoded.length; at += 61) {
            byte[] changed = encoded.clone();
            changed[at] ^= 1;
            assertThrows(
                    QGateException.class,
                    () -> signatures.certificate(Node.NETWORK, changed, clock.wallMs),
                    "byte " + at);
        }
        encoded[0] = 2;
        assertEquals("QG-CRY-0002", code(() -> signatures.certificate(Node.NETWORK, encoded, clock.wallMs)));
        assertEquals("QG-CRY-0002", code(() -> signatures.certificate(Node.NETWORK, new byte[5], clock.wallMs)));
    }

    @Test
    void shouldRefuseCertificateOutsideItsTime() {
        Identity identity = open();
        Certificate certificate = certificate(identity);
        for (long moment : new long[] {certificate.notBeforeMs() - 1, certificate.notAfterMs() + 1}) {
            assertEquals(
                    "QG-CRY-0004", code(() -> signatures.certificate(Node.NETWORK, identity.certificate(), moment)));
        }
    }

    @Test
    void shouldSignWithBothKeys() {
        Identity identity = open();
        Certificate certificate = certificate(identity);
        byte[] message = {1, 2, 3};
        byte[] signature = identity.sign("qgate 1 example", message);
        assertEquals(Signatures.BYTES, signature.length);
        assertTrue(signatures.verify(certificate, "qgate 1 example", message, signature));
        assertFalse(signatures.verify(certificate, "qgate 1 other", message, signature));
        assertFalse(signatures.verify(certificate, "qgate 1 example", new byte[] {1, 2, 4}, signature));
        for (int half : new int[] {5, 64 + 5}) { // one of the two halves is wrong
            byte[] changed = signature.clone();
            changed[half] ^= 1;
            assertFalse(signatures.verify(certificate, "qgate 1 example", message, changed), "byte " + half);
        }
        assertFalse(signatures.verify(certificate, "qgate 1 example", message, new byte[10]));
    }

    @Test
    void shouldRenewCertificateAndKeepLinkKey() {
        Identity identity = open();
        Certificate first = certificate(identity);
        byte[] linkKey = identity.linkKey();
        clock.wallMs += 19 * DAY_MS;
        identity.maintain();
        assertArrayEquals(first.encoded(), identity.certificate());
        clock.wallMs += DAY_MS;
        assertTrue(identity.maintain());
        Certificate second = certificate(identity);
        assertTrue(second.epoch() > first.epoch());
        assertFalse(Arrays.equals(first.ed25519(), second.ed25519()));
        assertFalse(Arrays.equals(first.mlDsa(), second.mlDsa()));
        assertEquals(first.nodeId(), second.nodeId());
        assertArrayEquals(linkKey, second.linkKey());
        assertTrue(signatures.verify(second, "qgate 1 example", linkKey, identity.sign("qgate 1 example", linkKey)));
        assertFalse(identity.maintain());
        assertArrayEquals(second.encoded(), open().certificate());
    }

    @Test
    void shouldRaiseEpochEvenWhenFileIsLost() {
        Identity identity = open();
        long epoch = certificate(identity).epoch();
        state.delete(file("medium.key"));
        clock.wallMs += 2000;
        Identity again = open();
        assertTrue(certificate(again).epoch() > epoch);
        assertEquals(identity.nodeId(), again.nodeId());
    }

    @Test
    void shouldRunWithoutMasterUntilRenewalIsDue() {
        NodeId id = open().nodeId();
        state.delete(file("master.key"));
        Identity identity = open();
        assertEquals(id, identity.nodeId());
        clock.wallMs += 21 * DAY_MS;
        assertTrue(identity.maintain(), "onion keys turn all the same");
        assertEquals("QG-CRY-0004", code(identity::maintain));
    }

    @Test
    void shouldTurnOnionKeys() {
        Identity identity = open();
        byte[] first = identity.onionKeys().x25519();
        clock.wallMs += 7 * DAY_MS - 1;
        assertFalse(identity.maintain());
        clock.wallMs += 1;
        assertTrue(identity.maintain());
        byte[] second = identity.onionKeys().x25519();
        assertFalse(Arrays.equals(first, second));
        assertArrayEquals(second, open().onionKeys().x25519());
        OnionRing ring = new KeyFiles(state, Node.NETWORK)
                .read("onion.key", OnionRing::read)
                .orElseThrow();
        assertArrayEquals(first, ring.previous().x25519().open());
        clock.wallMs += 7 * DAY_MS;
        identity.maintain();
        ring = new KeyFiles(state, Node.NETWORK)
                .read("onion.key", OnionRing::read)
                .orElseThrow();
        assertArrayEquals(second, ring.previous().x25519().open(), "the first are wiped");
    }

    @Test
    void shouldForgetBothOnionKeysAfterLongAbsence() {
        byte[] first = open().onionKeys().x25519();
        clock.wallMs += 20 * DAY_MS;
        Identity identity = open();
        assertFalse(Arrays.equals(first, identity.onionKeys().x25519()));
        OnionRing ring = new KeyFiles(state, Node.NETWORK)
                .read("onion.key", OnionRing::read)
                .orElseThrow();
        assertEquals(null, ring.previous());
    }

    @Test
    void shouldProveFamily() {
        state.write("crypto/family.key", new SeededRandom(4).bytes(32));
        Identity identity = open();
        FamilyProof proof = identity.family().orElseThrow();
        assertTrue(signatures.verify(identity.nodeId(), proof));
        assertFalse(signatures.verify(new NodeId(1, 2, 3, 4), proof));
        Identity other = NodeIdentity.open("other.example", state, clock, random);
        assertArrayEquals(proof.familyKey(), other.family().orElseThrow().familyKey());
        state.write("crypto/family.key", new byte[31]);
        assertEquals("QG-CRY-0006", code(this::open));
    }

    @Test
    void shouldRefuseDamagedFiles() {
        open();
        for (String name : new String[] {"master.key", "medium.key", "onion.key"}) {
            byte[] good = state.files.get(file(name));
            for (int at = 1; at < good.length; at += 1 + good.length / 7) {
                byte[] bad = good.clone();
                bad[at] ^= 1;
                state.write(file(name), bad);
                assertEquals("QG-CRY-0006", code(this::open), name + " byte " + at);
            }
            state.write(file(name), new byte[0]);
            assertEquals("QG-CRY-0006", code(this::open), name);
            byte[] newer = good.clone();
            newer[0] = 2;
            state.write(file(name), newer);
            assertEquals("QG-BAS-0004", code(this::open), name);
            state.write(file(name), good);
        }
        open();
    }

    @Test
    void shouldRefuseFilesThatDoNotBelongTogether() {
        open();
        MemoryState foreign = new MemoryState();
        NodeIdentity.open(Node.NETWORK, foreign, clock, random);
        byte[] own = state.files.get(file("master.key"));
        state.write(file("master.key"), foreign.files.get(file("master.key")));
        assertEquals("QG-CRY-0006", code(this::open));
        state.write(file("master.key"), own);
        open();
        state.delete(file("master.key"));
        state.delete(file("medium.key"));
        assertEquals("QG-CRY-0006", code(this::open));
    }
}
