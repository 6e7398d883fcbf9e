package org.qgate.crypto.internal.link;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.qgate.api.crypto.LinkCipher;
import org.qgate.api.crypto.LinkSuite;
import org.qgate.api.error.QGateException;
import org.qgate.common.wire.WireWriter;
import org.qgate.crypto.internal.Node;
import org.qgate.crypto.internal.SeededRandom;
import org.qgate.crypto.internal.TestClock;
import org.qgate.crypto.internal.primitive.Bytes;
import org.qgate.crypto.internal.primitive.Ciphers;
import org.qgate.sim.Corpus;
import org.qgate.sim.Cost;

/**
 * Whatever comes on a link after its handshake. The first byte of an input says what: 0 the stream of records, 1 an
 * offer of new keys, 2 an answer to one.
 */
final class RecordsFuzzTest {
    private static final byte[] PLAIN = {1, 2, 3, 4, 5};
    private static final int RECORDS = 3;
    private static final List<String> DOCUMENTED = List.of("QG-CRY-0001", "QG-CRY-0002");
    private static final byte[] INITIATOR;
    private static final byte[] RESPONDER;
    private static final long BASE = 8 << 20;
    private static final long PER_BYTE = 200;

    static {
        Handshaken made = Handshaken.make(new Node(2), null, new Node(1), LinkSuite.AES_GCM);
        INITIATOR = made.initiator().cipher().export();
        RESPONDER = made.responder().cipher().export();
    }

    private static LinkCipher end(byte[] exported, long seed) {
        return new NoiseLinks(new SeededRandom(seed), new TestClock(), Ciphers.standard(), LinkLimits.STANDARD)
                .restore(exported);
    }

    @FuzzTest
    void shouldOpenOnlyWhatWasSealed(byte[] input) {
        Cost.bound(input, BASE, PER_BYTE, () -> check(input));
    }

    private static void check(byte[] input) {
        byte[] body = Arrays.copyOfRange(input, Math.min(1, input.length), input.length);
        switch (input.length == 0 ? 0 : input[0]) {
            case 1 -> offered(body);
            case 2 -> answered(body);
            default -> opened(body);
        }
    }

    private static void opened(byte[] wire) {
        LinkCipher cipher = end(RESPONDER, 4);
        byte[] good = sealed();
        byte[] out = new byte[LinkCipher.MAX_PLAINTEXT + 16];
        int at = 0;
        while (wire.length - at >= 2) {
            int length = cipher.openLength(wire, at);
            at += 2;
            assertTrue(length >= 0 && length <= 0xffff);
            if (length > wire.length - at) {
                return; // waits for more, or breaks a bound
            }
            try {
                int opened = cipher.open(wire, at, length, out, 0);
                at += length;
                assertArrayEquals(PLAIN, Arrays.copyOf(out, opened));
                assertArrayEquals(Arrays.copyOf(good, at), Arrays.copyOf(wire, at), "nobody sealed this");
            } catch (QGateException refused) {
                assertEquals("QG-CRY-0001", refused.codeId());
                return;
            }
        }
    }

    private static void offered(byte[] offer) {
        LinkCipher cipher = end(RESPONDER, 4);
        try {
            byte[] answer = cipher.rekeyAnswer(offer);
            assertTrue(cipher.rekeyReady());
            assertEquals(answered().length, answer.length);
        } catch (QGateException refused) {
            assertTrue(DOCUMENTED.contains(refused.codeId()), refused::codeId);
            assertTrue(!cipher.rekeyReady());
        }
    }

    private static void answered(byte[] answer) {
        LinkCipher cipher = end(INITIATOR, 5);
        cipher.rekeyOffer();
        try {
            cipher.rekeyAccept(answer);
            assertTrue(cipher.rekeyReady());
        } catch (QGateException refused) {
            assertTrue(DOCUMENTED.contains(refused.codeId()), refused::codeId);
            assertTrue(!cipher.rekeyReady());
        }
    }

    /** Returns records as the initiator seals them. */
    private static byte[] sealed() {
        LinkCipher cipher = end(INITIATOR, 5);
        byte[] all = {};
        for (int i = 0; i < RECORDS; i++) {
            byte[] record = new byte[PLAIN.length + LinkCipher.OVERHEAD];
            cipher.seal(PLAIN, 0, PLAIN.length, record, 0);
            all = Bytes.join(all, record);
        }
        return all;
    }

    private static byte[] offer() {
        return end(INITIATOR, 5).rekeyOffer();
    }

    private static byte[] answered() {
        return end(RESPONDER, 4).rekeyAnswer(offer());
    }

    @Test
    void shouldHoldForMutations() {
        Corpus.of(getClass(), "shouldOpenOnlyWhatWasSealed").mutate(300, RecordsFuzzTest::check);
    }

    @Test
    void shouldKeepItsInputs() {
        Corpus.of(getClass(), "shouldOpenOnlyWhatWasSealed")
                .keeps(Map.of(
                        "records", input(0, sealed()), "offer", input(1, offer()), "answer", input(2, answered())));
    }

    private static byte[] input(int which, byte[] message) {
        return new WireWriter().u8(which).bytes(message).toBytes();
    }
}
