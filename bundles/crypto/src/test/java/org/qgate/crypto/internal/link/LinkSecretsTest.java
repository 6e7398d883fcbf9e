package org.qgate.crypto.internal.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.qgate.api.crypto.Identity;
import org.qgate.api.crypto.LinkHandshake;
import org.qgate.api.crypto.LinkSuite;
import org.qgate.api.crypto.LinkTarget;
import org.qgate.api.error.QGateException;
import org.qgate.crypto.internal.Node;
import org.qgate.crypto.internal.SeededRandom;
import org.qgate.crypto.internal.Tamper;
import org.qgate.crypto.internal.identity.NodeIdentity;
import org.qgate.crypto.internal.identity.Swaps;
import org.qgate.crypto.internal.primitive.MlKemPair;

/** Each secret of the link handshake counts: when one differs between the ends, it fails at the step that uses it. */
class LinkSecretsTest {
    private final Node relay = new Node(1);
    private final Node other = new Node(2);
    private LinkHandshake one;
    private LinkHandshake two;

    private void begin(Identity self, String network, String carrier) {
        one = other.crypto.links().initiate(relay.target(LinkSuite.AES_GCM), self, network, carrier);
        two = relay.crypto.links().respond(relay.identity, LinkSuite.AES_GCM, "tcp");
    }

    private void begin() {
        begin(other.identity, Node.NETWORK, "tcp");
    }

    private void fails(LinkHandshake dying, Executable step) {
        QGateException refused = assertThrows(QGateException.class, step);
        assertEquals("QG-CRY-0001 not authentic", refused.getMessage()); // one look for all
        assertEquals(null, refused.getCause());
        assertFalse(dying.done());
        assertEquals(0, dying.expects());
        assertThrows(QGateException.class, dying::finish);
        assertThrows(QGateException.class, () -> dying.advance(new byte[Xkhfs.MESSAGE_2]));
    }

    @Test
    void shouldFail_es() {
        begin();
        byte[] first = one.start();
        Tamper.flip(Tamper.read(Tamper.read(relay.identity, "medium"), "link"), "secret");
        fails(two, () -> two.advance(first));
    }

    @Test
    void shouldFail_ee() {
        begin();
        byte[] second = two.advance(one.start());
        Tamper.flip(((Handshake) one).ephemeral, "secret");
        fails(one, () -> one.advance(second));
    }

    @Test
    void shouldFail_ekem1() {
        begin();
        byte[] second = two.advance(one.start());
        Tamper.replace(one, "kem", MlKemPair.fresh(new SeededRandom(99)));
        fails(one, () -> one.advance(second));
    }

    @Test
    void shouldFail_se() {
        begin();
        byte[] third = one.advance(two.advance(one.start()));
        Tamper.flip(((Handshake) two).ephemeral, "secret");
        fails(two, () -> two.advance(third));
    }

    @Test
    void shouldFail_seAnonymous() {
        begin(null, Node.NETWORK, "tcp");
        byte[] third = one.advance(two.advance(one.start()));
        Tamper.flip(((Handshake) two).ephemeral, "secret");
        fails(two, () -> two.advance(third));
    }

    @Test
    void shouldFail_networkId() {
        begin(null, "other.example", "tcp");
        byte[] first = one.start();
        fails(two, () -> two.advance(first));
    }

    @Test
    void shouldFail_carrier() {
        begin(null, Node.NETWORK, "udp");
        byte[] first = one.start();
        fails(two, () -> two.advance(first));
    }

    @Test
    void shouldFail_suite() {
        LinkTarget wrong = new LinkTarget(relay.identity.nodeId(), relay.identity.linkKey(), LinkSuite.CHACHA_POLY);
        one = other.crypto.links().initiate(wrong, null, Node.NETWORK, "tcp");
        two = relay.crypto.links().respond(relay.identity, LinkSuite.AES_GCM, "tcp");
        byte[] first = one.start();
        fails(two, () -> two.advance(first));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldFail_targetIsSomebodyElse(boolean otherKey) {
        LinkTarget wrong = otherKey
                ? new LinkTarget(relay.identity.nodeId(), other.identity.linkKey(), LinkSuite.AES_GCM)
                : new LinkTarget(other.identity.nodeId(), relay.identity.linkKey(), LinkSuite.AES_GCM);
        one = other.crypto.links().initiate(wrong, null, Node.NETWORK, "tcp");
        two = relay.crypto.links().respond(relay.identity, LinkSuite.AES_GCM, "tcp");
        byte[] first = one.start();
        fails(two, () -> two.advance(first));
    }

    /** The signing key behind a certificate is one more secret: without it both Noise keys are not enough. */
    @Test
    void shouldFail_responderSignsWithAnotherKey() {
        begin();
        Tamper.flip(medium(relay), "edDsaSeed");
        byte[] second = two.advance(one.start());
        fails(one, () -> one.advance(second));
    }

    @Test
    void shouldFail_initiatorSignsWithAnotherKey() {
        begin();
        Tamper.replace(medium(other), "mlDsa", Tamper.read(medium(new Node(3)), "mlDsa"));
        byte[] third = one.advance(two.advance(one.start()));
        fails(two, () -> two.advance(third));
    }

    private static Object medium(Node node) {
        return Tamper.read(Tamper.read(node.identity, "medium"), "signing");
    }

    /** A foreign certificate, even with its signing key, does not go with this node's link key. */
    @Test
    void shouldFail_initiatorShowsForeignCertificate() {
        begin();
        Swaps.keepLinkKeyOnly(other.identity, new Node(3).identity);
        byte[] third = one.advance(two.advance(one.start()));
        fails(two, () -> two.advance(third));
    }

    @Test
    void shouldFail_certificateExpired() {
        begin();
        byte[] second = two.advance(one.start());
        other.clock.wallMs += 31L * 24 * 3600 * 1000;
        fails(one, () -> one.advance(second));
    }

    @Test
    void shouldFail_wrongLengths() {
        begin();
        byte[] first = one.start();
        fails(two, () -> two.advance(new byte[first.length - 1]));
    }

    @Test
    void shouldFail_lowOrderEphemeral() {
        begin();
        byte[] first = one.start();
        byte[] second = two.advance(first);
        // The mask is no secret from who knows the responder: so the point 0 can be sent, and must be refused.
        NodeIdentity self = (NodeIdentity) relay.identity;
        byte[] masked = self.mask().mask(new byte[32], Arrays.copyOf(first, 32));
        System.arraycopy(masked, 0, second, 0, 32);
        fails(one, () -> one.advance(second));
    }
}
