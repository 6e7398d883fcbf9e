package org.qgate.crypto.internal.link;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.qgate.api.crypto.LinkCipher;
import org.qgate.api.crypto.LinkSuite;
import org.qgate.api.error.QGateException;
import org.qgate.crypto.internal.Node;
import org.qgate.crypto.internal.Vectors;

/** Records: sealing, opening, limits, rekeying, export. */
class RecordsTest {
    private static final LinkLimits FEW = new LinkLimits(4, 1000);

    private final Node relay = new Node(1, Node.NETWORK, FEW);
    private final Node other = new Node(2, Node.NETWORK, FEW);
    private LinkCipher client;
    private LinkCipher server;

    private void connect(LinkSuite suite) {
        Handshaken made = Handshaken.make(other, null, relay, suite);
        client = made.initiator().cipher();
        server = made.responder().cipher();
    }

    private static byte[] seal(LinkCipher cipher, byte[] plain) {
        byte[] record = new byte[plain.length + LinkCipher.OVERHEAD];
        assertEquals(record.length, cipher.seal(plain, 0, plain.length, record, 0));
        return record;
    }

    private static byte[] open(LinkCipher cipher, byte[] record) {
        int length = cipher.openLength(record, 0);
        assertEquals(record.length - 2, length);
        byte[] plain = new byte[length];
        int opened = cipher.open(record, 2, length, plain, 0);
        return Arrays.copyOf(plain, opened);
    }

    private static byte[] text(int n, int length) {
        byte[] text = new byte[length];
        Arrays.fill(text, (byte) n);
        return text;
    }

    private static void carry(LinkCipher from, LinkCipher to, int n) {
        assertArrayEquals(text(n, 20), open(to, seal(from, text(n, 20))));
    }

    @ParameterizedTest
    @EnumSource
    void shouldCarryEveryLengthBothWays(LinkSuite suite) {
        Handshaken made = Handshaken.make(new Node(3), null, new Node(4), suite);
        for (int length : new int[] {1, 2, 15, 16, 17, 255, 4096, 16_384, LinkCipher.MAX_PLAINTEXT}) {
            byte[] plain = text(length, length);
            assertArrayEquals(
                    plain, open(made.responder().cipher(), seal(made.initiator().cipher(), plain)));
            assertArrayEquals(
                    plain, open(made.initiator().cipher(), seal(made.responder().cipher(), plain)));
        }
    }

    @Test
    void shouldRefuseLengthsOutOfRange() {
        connect(LinkSuite.AES_GCM);
        byte[] big = new byte[LinkCipher.MAX_PLAINTEXT + 1];
        byte[] out = new byte[big.length + 18];
        assertThrows(IllegalArgumentException.class, () -> client.seal(big, 0, big.length, out, 0));
        assertThrows(IllegalArgumentException.class, () -> client.seal(big, 0, 0, out, 0));
        assertThrows(QGateException.class, () -> server.open(out, 0, 16, big, 0));
        assertThrows(QGateException.class, () -> server.open(out, 0, LinkCipher.MAX_PLAINTEXT + 17, big, 0));
    }

    @Test
    void shouldRefuseEveryFlippedBit() {
        for (int bit = 0; bit < 8 * (20 + 16); bit += 5) {
            connect(LinkSuite.AES_GCM);
            byte[] record = seal(client, text(1, 20));
            record[2 + bit / 8] ^= (byte) (1 << bit % 8);
            byte[] out = new byte[64];
            int length = server.openLength(record, 0);
            QGateException refused = assertThrows(QGateException.class, () -> server.open(record, 2, length, out, 0));
            assertEquals("QG-CRY-0001", refused.codeId());
            assertArrayEquals(new byte[64], out, "no plaintext is released");
        }
    }

    @Test
    void shouldRefuseRepeatedAndReorderedRecords() {
        connect(LinkSuite.AES_GCM);
        byte[] first = seal(client, text(1, 20));
        byte[] second = seal(client, text(2, 20));
        byte[] out = new byte[64];
        assertThrows(QGateException.class, () -> server.open(second, 2, 36, out, 0));
        assertEquals(20, server.open(first, 2, 36, out, 0));
        assertThrows(QGateException.class, () -> server.open(first, 2, 36, out, 0));
        assertEquals(20, server.open(second, 2, 36, out, 0));
    }

    @Test
    void shouldStopAtTwiceTheLimit_records() {
        connect(LinkSuite.AES_GCM);
        for (int i = 0; i < 4; i++) {
            assertFalse(client.rekeyDue());
            carry(client, server, i);
        }
        assertTrue(client.rekeyDue());
        assertTrue(server.rekeyDue());
        for (int i = 0; i < 4; i++) {
            carry(client, server, i);
        }
        QGateException refused = assertThrows(QGateException.class, () -> seal(client, text(9, 20)));
        assertEquals("QG-CRY-0003", refused.codeId());
        assertThrows(QGateException.class, () -> server.open(new byte[40], 0, 40, new byte[40], 1));
        carry(server, client, 3); // the other direction has a key of its own
    }

    @Test
    void shouldStopAtTwiceTheLimit_bytes() {
        connect(LinkSuite.CHACHA_POLY);
        open(server, seal(client, text(1, 999)));
        assertFalse(client.rekeyDue());
        open(server, seal(client, text(1, 1)));
        assertTrue(client.rekeyDue());
        assertTrue(server.rekeyDue());
        open(server, seal(client, text(1, 1000)));
        assertThrows(QGateException.class, () -> seal(client, text(9, 1)));
    }

    private void rekey() {
        byte[] answer = server.rekeyAnswer(client.rekeyOffer());
        client.rekeyAccept(answer);
    }

    private void switchBoth() {
        client.switchSending();
        server.switchReceiving();
        server.switchSending();
        client.switchReceiving();
    }

    @ParameterizedTest
    @EnumSource
    void shouldSwitchEachDirectionExactly(LinkSuite suite) {
        connect(suite);
        for (int round = 1; round <= 3; round++) {
            carry(client, server, 1);
            rekey();
            assertTrue(client.rekeyReady());
            assertTrue(server.rekeyReady());
            carry(client, server, 2); // the last record under the old key
            client.switchSending();
            assertFalse(client.rekeyReady());
            server.switchReceiving();
            carry(client, server, 3); // new key this way
            carry(server, client, 4); // old key that way
            assertEquals(round - 1, client.generation());
            server.switchSending();
            client.switchReceiving();
            carry(server, client, 5);
            assertEquals(round, client.generation());
            assertEquals(round, server.generation());
        }
    }

    @Test
    void shouldNotOpenOldRecordsAfterRekey() {
        connect(LinkSuite.AES_GCM);
        byte[] old = seal(client, text(1, 20));
        assertArrayEquals(text(1, 20), open(server, old));
        rekey();
        switchBoth();
        byte[] out = new byte[64];
        assertThrows(QGateException.class, () -> server.open(old, 2, 36, out, 0));
        carry(client, server, 2);
    }

    @Test
    void shouldRestartLimitsAfterRekey() {
        connect(LinkSuite.AES_GCM);
        for (int i = 0; i < 20; i++) {
            carry(client, server, i);
            carry(server, client, i);
            if (client.rekeyDue()) {
                rekey();
                switchBoth();
            }
        }
        assertEquals(5, client.generation());
    }

    @Test
    void shouldRefuseRekeyOutOfTurn() {
        connect(LinkSuite.AES_GCM);
        assertThrows(QGateException.class, server::rekeyOffer);
        assertThrows(QGateException.class, client::switchSending);
        assertThrows(QGateException.class, client::switchReceiving);
        assertThrows(QGateException.class, () -> client.rekeyAccept(new byte[1125]));
        byte[] offer = client.rekeyOffer();
        assertThrows(QGateException.class, client::rekeyOffer);
        assertThrows(QGateException.class, () -> client.rekeyAnswer(offer));
        assertThrows(QGateException.class, () -> server.rekeyAnswer(Arrays.copyOf(offer, offer.length - 1)));
        byte[] answer = server.rekeyAnswer(offer);
        assertThrows(QGateException.class, () -> server.rekeyAnswer(offer));
        client.rekeyAccept(answer);
        client.switchSending();
        assertThrows(QGateException.class, client::switchSending);
    }

    @Test
    void shouldFailWhenRekeyMessageWasChanged() {
        connect(LinkSuite.AES_GCM);
        byte[] offer = client.rekeyOffer();
        byte[] answer = server.rekeyAnswer(offer);
        answer[200] ^= 1; // another KEM ciphertext: implicit rejection, so the keys differ
        client.rekeyAccept(answer);
        client.switchSending();
        server.switchReceiving();
        byte[] record = seal(client, text(1, 20));
        assertThrows(QGateException.class, () -> server.open(record, 2, 36, new byte[64], 0));
    }

    @Test
    void shouldSurviveExportAtEveryStepOfRekey() {
        for (int step = 0; step <= 5; step++) {
            connect(LinkSuite.AES_GCM);
            carry(client, server, 1);
            move(step == 0);
            byte[] offer = client.rekeyOffer();
            move(step == 1);
            byte[] answer = server.rekeyAnswer(offer);
            move(step == 2);
            client.rekeyAccept(answer);
            move(step == 3);
            client.switchSending();
            server.switchReceiving();
            move(step == 4);
            carry(client, server, 2);
            server.switchSending();
            client.switchReceiving();
            move(step == 5);
            carry(server, client, 3);
            carry(client, server, 4);
            assertEquals(1, client.generation(), "step " + step);
        }
    }

    private void move(boolean now) {
        if (now) {
            LinkCipher old = client;
            client = other.crypto.links().restore(client.export());
            server = relay.crypto.links().restore(server.export());
            assertThrows(QGateException.class, () -> seal(old, text(1, 1)), "an exported cipher is dead");
        }
    }

    @Test
    void shouldRefuseDamagedExports() {
        connect(LinkSuite.AES_GCM);
        byte[] exported = client.export();
        for (byte[] bad : new byte[][] {
            {}, Arrays.copyOf(exported, exported.length - 1), Arrays.copyOf(exported, exported.length + 1)
        }) {
            QGateException refused = assertThrows(
                    QGateException.class, () -> other.crypto.links().restore(bad));
            assertEquals("QG-CRY-0002", refused.codeId());
        }
        exported[0] = 9;
        assertThrows(QGateException.class, () -> other.crypto.links().restore(exported));
    }

    @Test
    void shouldNeverShareKeysBetweenConnections() {
        Set<String> seen = new HashSet<>();
        int connections = 20;
        for (int i = 0; i < connections; i++) {
            Handshaken made = Handshaken.make(other, i % 2 == 0 ? other.identity : null, relay, LinkSuite.AES_GCM);
            String one = Vectors.hex(made.initiator().cipher().export());
            String two = Vectors.hex(made.responder().cipher().export());
            assertEquals(one.substring(4, 68), two.substring(4 + 2 * 72, 68 + 2 * 72), "theirs is our receiving key");
            assertTrue(seen.add(one.substring(4, 68)));
            assertTrue(seen.add(two.substring(4, 68)));
        }
        assertEquals(2 * connections, seen.size());
    }

    @Test
    void shouldHideLengths() {
        long seed = new Random().nextLong();
        Handshaken made = Handshaken.make(new Node(seed), null, new Node(seed + 1), LinkSuite.AES_GCM);
        int[] ones = new int[16];
        int records = 4000;
        for (int i = 0; i < records; i++) {
            byte[] record = seal(made.initiator().cipher(), text(1, 514));
            int shown = (record[0] & 255) << 8 | record[1] & 255;
            for (int bit = 0; bit < 16; bit++) {
                ones[bit] += shown >>> bit & 1;
            }
        }
        for (int count : ones) { // 4000 fair coins: six standard deviations are 190
            assertTrue(Math.abs(count - records / 2) < 190, "seed " + seed + ": " + Arrays.toString(ones));
        }
    }

    @Test
    void shouldKeepDirectionsApart() {
        connect(LinkSuite.AES_GCM);
        byte[] one = seal(client, text(1, 20));
        byte[] two = seal(server, text(1, 20));
        assertNotEquals(Vectors.hex(one), Vectors.hex(two));
        assertThrows(QGateException.class, () -> client.open(one, 2, 36, new byte[64], 0));
    }
}
