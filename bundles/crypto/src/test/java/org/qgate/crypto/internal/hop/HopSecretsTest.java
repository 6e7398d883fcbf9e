package org.qgate.crypto.internal.hop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.qgate.api.crypto.CellSize;
import org.qgate.api.crypto.HopRequest;
import org.qgate.api.crypto.HopTarget;
import org.qgate.api.crypto.OnionKeys;
import org.qgate.api.error.QGateException;
import org.qgate.crypto.internal.Node;
import org.qgate.crypto.internal.SeededRandom;
import org.qgate.crypto.internal.Tamper;
import org.qgate.crypto.internal.identity.NodeIdentity;
import org.qgate.crypto.internal.identity.OnionPair;
import org.qgate.crypto.internal.primitive.MlKemPair;

/** Each of the four secrets and every element of the transcript of the hop handshake counts. */
class HopSecretsTest {
    private static final long DAY_MS = 24L * 3600 * 1000;

    private final Node client = new Node(1);
    private final Node relay = new Node(2);

    private HopRequest request() {
        HopTarget target = new HopTarget(relay.identity.nodeId(), relay.identity.onionKeys());
        return client.crypto.hops().request(target, CellSize.LARGE);
    }

    private byte[] answer(byte[] create) {
        return relay.crypto.hops().answer(relay.identity, create).created();
    }

    private static void unauthentic(QGateException refused) {
        assertEquals("QG-CRY-0001 not authentic", refused.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"staticAgreed", "staticKem"})
    void shouldFailAtClient_staticSecrets(String secret) {
        HopRequest request = request();
        byte[] created = answer(request.create());
        Tamper.flip(request, secret);
        unauthentic(assertThrows(QGateException.class, () -> request.finish(created)));
    }

    @Test
    void shouldFailAtClient_freshAgreement() {
        HopRequest request = request();
        byte[] created = answer(request.create());
        Tamper.flip(Tamper.read(request, "x"), "secret");
        unauthentic(assertThrows(QGateException.class, () -> request.finish(created)));
    }

    @Test
    void shouldFailAtClient_freshEncapsulation() {
        HopRequest request = request();
        byte[] created = answer(request.create());
        Tamper.replace(request, "kem", MlKemPair.fresh(new SeededRandom(7)));
        unauthentic(assertThrows(QGateException.class, () -> request.finish(created)));
    }

    @Test
    void shouldFailAtRelay_staticAgreement() {
        byte[] create = request().create();
        Tamper.flip(onion().x25519(), "secret");
        unauthentic(assertThrows(QGateException.class, () -> answer(create)));
    }

    @Test
    void shouldFailAtRelay_staticEncapsulation() {
        byte[] create = request().create();
        Tamper.replace(onion().mlKem(), "key", Tamper.read(MlKemPair.fresh(new SeededRandom(7)), "key"));
        unauthentic(assertThrows(QGateException.class, () -> answer(create)));
    }

    private OnionPair onion() {
        return ((NodeIdentity) relay.identity).withOnion(OnionPair.name(relay.identity.onionKeys()), pair -> pair);
    }

    @Test
    void shouldRefuseEveryChangedByteOfCreate() {
        byte[] create = request().create();
        for (int at = 0; at < create.length; at += at < 110 ? 1 : 31) {
            create[at] ^= 1;
            assertThrows(QGateException.class, () -> answer(create), "byte " + at);
            create[at] ^= 1;
        }
        assertEquals(HopForm.CREATED, answer(create).length);
    }

    @Test
    void shouldBindCellSize() {
        byte[] create = request().create();
        create[2] = (byte) CellSize.SMALL.code();
        unauthentic(assertThrows(QGateException.class, () -> answer(create)));
    }

    @Test
    void shouldRefuseEveryChangedByteOfCreated() {
        for (int at = 0; at < HopForm.CREATED; at += at < 33 ? 4 : 53) {
            HopRequest request = request();
            byte[] created = answer(request.create());
            created[at] ^= 1;
            unauthentic(assertThrows(QGateException.class, () -> request.finish(created), "byte " + at));
            created[at] ^= 1;
            assertThrows(QGateException.class, () -> request.finish(created), "once only");
        }
    }

    @Test
    void shouldRefuseWrongLengthsAndCodes() {
        byte[] create = request().create();
        for (byte[] bad : List.of(new byte[0], Arrays.copyOf(create, create.length - 1), new byte[create.length + 1])) {
            QGateException refused = assertThrows(QGateException.class, () -> answer(bad));
            assertEquals("QG-CRY-0002", refused.codeId());
        }
        create[1] = 2;
        assertEquals(
                "QG-CRY-0002",
                assertThrows(QGateException.class, () -> answer(create)).codeId());
        assertThrows(QGateException.class, () -> request().finish(new byte[3]));
    }

    @Test
    void shouldBindNodeId() {
        HopTarget wrong = new HopTarget(client.identity.nodeId(), relay.identity.onionKeys());
        byte[] create = client.crypto.hops().request(wrong, CellSize.LARGE).create();
        unauthentic(assertThrows(QGateException.class, () -> answer(create)));
    }

    @Test
    void shouldRefuseUnreducedOnionKey() {
        OnionKeys keys = relay.identity.onionKeys();
        byte[] unreduced = keys.mlKem().clone();
        Arrays.fill(unreduced, 0, 3, (byte) 0xff); // FIPS 203, section 7.2: coefficients of 4095
        HopTarget wrong = new HopTarget(relay.identity.nodeId(), new OnionKeys(keys.x25519(), unreduced));
        unauthentic(
                assertThrows(QGateException.class, () -> client.crypto.hops().request(wrong, CellSize.LARGE)));
    }

    @Test
    void shouldAcceptPreviousOnionKeysForSevenDays() {
        HopRequest request = request();
        byte[] create = request.create();
        relay.clock.wallMs += 7 * DAY_MS;
        relay.identity.maintain();
        assertFalse(Arrays.equals(relay.identity.onionKeys().x25519(), Arrays.copyOfRange(create, 67, 99)), "rotated");
        request.finish(answer(create));
        relay.clock.wallMs += 7 * DAY_MS - 1;
        assertEquals(HopForm.CREATED, answer(create).length);
        relay.clock.wallMs += 1;
        unauthentic(assertThrows(QGateException.class, () -> answer(create)));
        relay.identity.maintain();
        unauthentic(assertThrows(QGateException.class, () -> answer(create)));
    }

    @Test
    void shouldMixEverySecretIntoTagAndKeys() {
        SeededRandom random = new SeededRandom(3);
        byte[][] inputs = new byte[5][];
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = random.bytes(32);
        }
        HopKeys.Finished plain = finish(inputs, -1);
        for (int i = 0; i < inputs.length; i++) {
            HopKeys.Finished changed = finish(inputs, i);
            assertFalse(Arrays.equals(plain.tag(), changed.tag()), "input " + i);
            assertFalse(Arrays.equals(plain.seeds(), changed.seeds()), "input " + i);
        }
        byte[] tag = HopKeys.requestTag(inputs[0], inputs[1], inputs[2]);
        for (int i = 0; i < 3; i++) {
            byte[][] copy = Arrays.stream(inputs).map(byte[]::clone).toArray(byte[][]::new);
            copy[i][31] ^= 1;
            assertFalse(Arrays.equals(tag, HopKeys.requestTag(copy[0], copy[1], copy[2])), "input " + i);
        }
    }

    private static HopKeys.Finished finish(byte[][] inputs, int changed) {
        byte[][] copy = Arrays.stream(inputs).map(byte[]::clone).toArray(byte[][]::new);
        if (changed >= 0) {
            copy[changed][0] ^= 1;
        }
        return HopKeys.finish(copy[0], new HopKeys.Secrets(copy[1], copy[2], copy[3], copy[4]));
    }
}
