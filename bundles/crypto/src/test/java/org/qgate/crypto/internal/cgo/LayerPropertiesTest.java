package org.qgate.crypto.internal.cgo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.qgate.api.crypto.CellSize;
import org.qgate.api.crypto.LayerCipher;
import org.qgate.api.error.QGateException;
import org.qgate.crypto.internal.primitive.Bytes;
import org.qgate.crypto.internal.primitive.Ciphers;

/** Circuits of one, three and five hops: random conversations, moves in the middle, and every kind of damage. */
class LayerPropertiesTest {
    private static final int RELAY = 3;

    /** Both ends of a circuit. */
    private static final class Circuit {
        final CellSize size;
        final List<LayerCipher> clientOut = new ArrayList<>();
        final List<LayerCipher> clientIn = new ArrayList<>();
        final List<LayerCipher> relayOut = new ArrayList<>();
        final List<LayerCipher> relayIn = new ArrayList<>();

        Circuit(CellSize size, int hops, Random random) {
            this.size = size;
            for (int i = 0; i < hops; i++) {
                byte[] out = new byte[144];
                byte[] in = new byte[144];
                random.nextBytes(out);
                random.nextBytes(in);
                clientOut.add(LayerForm.fresh(Ciphers.standard(), size, out));
                relayOut.add(LayerForm.fresh(Ciphers.standard(), size, out));
                clientIn.add(LayerForm.fresh(Ciphers.standard(), size, in));
                relayIn.add(LayerForm.fresh(Ciphers.standard(), size, in));
            }
        }

        /** Returns the cell as it goes from client to first hop. */
        byte[] send(int hop, byte[] message, int command) {
            byte[] cell = Bytes.join(new byte[16], message);
            for (int j = hop; j >= 0; j--) {
                byte[] next = new byte[size.body()];
                if (j == hop) {
                    clientOut.get(j).clientOriginate(command, cell, 0, next, 0);
                } else {
                    clientOut.get(j).clientOutbound(command, cell, 0, next, 0);
                }
                cell = next;
            }
            return cell;
        }

        /** Forwards from a hop on; returns who recognised it, or -1; the last body is left in {@code into}. */
        int forward(int from, byte[] cell, int command, byte[] into) {
            byte[] at = cell;
            for (int j = from; j < relayOut.size(); j++) {
                byte[] next = new byte[size.body()];
                boolean addressed = relayOut.get(j).relayOutbound(command, at, 0, next, 0);
                System.arraycopy(next, 0, into, 0, next.length);
                if (addressed) {
                    return j;
                }
                at = next;
            }
            return -1;
        }

        /** Returns the cell as it goes from the given hop to the one before it, or to the client. */
        byte[] answer(int hop, byte[] message, int downTo, int command) {
            byte[] cell = Bytes.join(new byte[16], message);
            for (int j = hop; j >= downTo; j--) {
                byte[] next = new byte[size.body()];
                if (j == hop) {
                    relayIn.get(j).relayOriginate(command, cell, 0, next, 0);
                } else {
                    relayIn.get(j).relayInbound(command, cell, 0, next, 0);
                }
                cell = next;
            }
            return cell;
        }

        /** Returns who originated it, or -1; the last body is left in {@code into}. */
        int receive(byte[] cell, int command, byte[] into) {
            byte[] at = cell;
            for (int j = 0; j < clientIn.size(); j++) {
                byte[] next = new byte[size.body()];
                boolean originated = clientIn.get(j).clientInbound(command, at, 0, next, 0);
                System.arraycopy(next, 0, into, 0, next.length);
                if (originated) {
                    return j;
                }
                at = next;
            }
            return -1;
        }

        void move() {
            for (List<LayerCipher> side : List.of(clientOut, clientIn, relayOut, relayIn)) {
                side.replaceAll(layer -> LayerForm.restore(Ciphers.standard(), layer.export()));
            }
        }
    }

    private static byte[] message(CellSize size, Random random) {
        byte[] message = new byte[size.message()];
        random.nextBytes(message);
        return message;
    }

    @ParameterizedTest
    @EnumSource
    void shouldHoldRandomConversations(CellSize size) {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int round = 0; round < 20; round++) {
            int hops = 1 + 2 * random.nextInt(3);
            Circuit circuit = new Circuit(size, hops, random);
            byte[] into = new byte[size.body()];
            for (int i = 0; i < 40; i++) {
                String name = "seed " + seed + " round " + round + " cell " + i;
                int hop = random.nextInt(hops);
                int command = random.nextBoolean() ? RELAY : 9;
                byte[] message = message(size, random);
                boolean outbound = random.nextBoolean();
                int recognised = outbound
                        ? circuit.forward(0, circuit.send(hop, message, command), command, into)
                        : circuit.receive(circuit.answer(hop, message, 0, command), command, into);
                assertEquals(hop, recognised, name);
                assertArrayEquals(message, Arrays.copyOfRange(into, 16, into.length), name);
                byte[] one = new byte[16];
                byte[] two = new byte[16];
                (outbound ? circuit.clientOut : circuit.clientIn).get(hop).tag(one, 0);
                (outbound ? circuit.relayOut : circuit.relayIn).get(hop).tag(two, 0);
                assertArrayEquals(one, two, name + ": both ends know the same SENDME tag");
                if (random.nextInt(10) == 0) {
                    circuit.move();
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldNotRecogniseAnyFlippedBit_outbound(CellSize size) {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int at = 0; at < 3; at++) { // the link before hop at + 1
            for (int bit : bits(size, random)) {
                Circuit circuit = new Circuit(size, 3, random);
                byte[] message = message(size, random);
                byte[] cell = circuit.send(2, message, RELAY);
                for (int j = 0; j < at; j++) {
                    byte[] next = new byte[size.body()];
                    assertFalse(circuit.relayOut.get(j).relayOutbound(RELAY, cell, 0, next, 0));
                    cell = next;
                }
                cell[bit / 8] ^= (byte) (1 << bit % 8);
                byte[] into = new byte[size.body()];
                String name = "seed " + seed + " link " + at + " bit " + bit;
                assertEquals(-1, circuit.forward(at, cell, RELAY, into), name);
                assertUnrelated(message, into, name);
                assertEquals(-1, circuit.forward(0, circuit.send(2, message, RELAY), RELAY, into), name + ", next");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldNotRecogniseAnyFlippedBit_inbound(CellSize size) {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int at = 0; at < 3; at++) { // the link from hop at + 1 towards the client
            for (int bit : bits(size, random)) {
                Circuit circuit = new Circuit(size, 3, random);
                byte[] message = message(size, random);
                byte[] cell = circuit.answer(2, message, at, RELAY);
                cell[bit / 8] ^= (byte) (1 << bit % 8);
                for (int j = at - 1; j >= 0; j--) {
                    byte[] next = new byte[size.body()];
                    circuit.relayIn.get(j).relayInbound(RELAY, cell, 0, next, 0);
                    cell = next;
                }
                byte[] into = new byte[size.body()];
                String name = "seed " + seed + " link " + at + " bit " + bit;
                assertEquals(-1, circuit.receive(cell, RELAY, into), name);
                byte[] next = circuit.answer(2, message, 0, RELAY);
                assertEquals(-1, circuit.receive(next, RELAY, into), name + ", next");
            }
        }
    }

    /** Every bit of the tag, and some of the body. */
    private static int[] bits(CellSize size, Random random) {
        int[] bits = Arrays.copyOf(random.ints(64, 128, 8 * size.body()).toArray(), 64 + 128);
        for (int i = 0; i < 128; i++) {
            bits[64 + i] = i;
        }
        return bits;
    }

    /** An honest relay after the damage turns the whole cell into noise: about one byte in 256 agrees by chance. */
    private static void assertUnrelated(byte[] message, byte[] body, String name) {
        int same = 0;
        for (int i = 0; i < message.length; i++) {
            same += message[i] == body[16 + i] ? 1 : 0;
        }
        assertTrue(same < 20 + message.length / 64, name + ": " + same + " bytes of plaintext");
    }

    @Test
    void shouldStopAfterTwoToThe32Cells() {
        byte[] seed = new byte[144];
        byte[] in = new byte[509];
        byte[] out = new byte[509];
        CgoLayer layer = LayerStates.layer(509, seed, new byte[16], (1L << 32) - 2, (1L << 32) - 2);
        layer.relayInbound(RELAY, in, 0, out, 0);
        layer.relayInbound(RELAY, in, 0, out, 0);
        assertEquals(1L << 32, layer.cells());
        QGateException refused = assertThrows(QGateException.class, () -> layer.relayInbound(RELAY, in, 0, out, 0));
        assertEquals("QG-CRY-0003", refused.codeId());
    }

    @Test
    void shouldRefuseUseAfterExportAndSharedArrays() {
        LayerCipher layer = LayerForm.fresh(Ciphers.standard(), CellSize.SMALL, new byte[144]);
        byte[] in = new byte[509];
        assertThrows(IllegalArgumentException.class, () -> layer.relayInbound(RELAY, in, 0, in, 0));
        assertThrows(IllegalArgumentException.class, () -> layer.relayInbound(RELAY, in, 1, new byte[509], 0));
        layer.export();
        assertThrows(QGateException.class, () -> layer.relayInbound(RELAY, in, 0, new byte[509], 0));
    }

    @Test
    void shouldRefuseDamagedExports() {
        byte[] exported = LayerForm.fresh(Ciphers.standard(), CellSize.SMALL, new byte[144])
                .export();
        List<byte[]> bad = new ArrayList<>();
        bad.add(new byte[0]);
        bad.add(Arrays.copyOf(exported, exported.length - 1));
        for (int at : new int[] {0, 1, exported.length - 16, exported.length - 8}) {
            byte[] changed = exported.clone();
            changed[at] ^= 64;
            bad.add(changed);
        }
        for (byte[] one : bad) {
            assertEquals(
                    "QG-CRY-0002",
                    assertThrows(QGateException.class, () -> LayerForm.restore(Ciphers.standard(), one))
                            .codeId());
        }
    }

    @Test
    void shouldRatchetOnlyWhereAddressed() {
        Random random = new Random(5);
        Circuit circuit = new Circuit(CellSize.SMALL, 3, random);
        byte[] into = new byte[509];
        circuit.forward(0, circuit.send(2, message(CellSize.SMALL, random), RELAY), RELAY, into);
        String first = LayerStates.text(circuit.relayOut.get(0).export());
        String last = LayerStates.text(circuit.relayOut.get(2).export());
        assertTrue(first.endsWith(" 1 1"), first);
        assertTrue(last.endsWith(" 0 1"), last);
        assertEquals(first, LayerStates.text(circuit.clientOut.get(0).export()));
        assertEquals(last, LayerStates.text(circuit.clientOut.get(2).export()));
    }
}
