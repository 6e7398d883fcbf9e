package org.qgate.crypto.internal.cgo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import org.qgate.crypto.internal.Vectors;
import org.qgate.crypto.internal.primitive.Bytes;
import org.qgate.crypto.internal.primitive.Ciphers;

/** QG-CGO-1 against the vectors of the independent reference: every operation and three-hop conversations. */
@ParameterizedClass
@MethodSource("org.qgate.crypto.internal.Providers#all")
class QgCgo1VectorsTest {
    @Parameter
    private Ciphers ciphers;

    private final Vectors vectors = Vectors.own("qg-cgo-1.json");

    private QgCgo1 keyed(byte[]... keys) {
        QgCgo1 instance = new QgCgo1(ciphers);
        instance.rekey(Bytes.join(keys));
        return instance;
    }

    @Test
    void shouldHash_uh() {
        byte[] none = new byte[32];
        for (Vectors v : vectors.list("uh")) {
            byte[] right = v.hex("x_r");
            byte[] out = new byte[16];
            keyed(none, v.hex("ku"), none, none)
                    .hash(v.big("c"), v.hex("tprime"), v.hex("cmd")[0], right, 0, right.length, out);
            assertArrayEquals(v.hex("output"), out, v.text("name"));
        }
    }

    @Test
    void shouldEncipherBlocks_et() {
        byte[] none = new byte[32];
        for (Vectors v : vectors.list("et")) {
            QgCgo1 instance = keyed(v.hex("kb"), v.hex("ku"), none, none);
            byte[] right = v.hex("x_r");
            byte[] hash = new byte[16];
            instance.hash(v.big("c"), v.hex("tprime"), v.hex("cmd")[0], right, 0, right.length, hash);
            byte[] out = new byte[16];
            instance.encrypt(xor(v.hex("input"), hash), out);
            assertArrayEquals(v.hex("encrypted"), xor(out, hash));
            instance.decrypt(xor(v.hex("input"), hash), out);
            assertArrayEquals(v.hex("decrypted"), xor(out, hash));
        }
    }

    private static byte[] xor(byte[] one, byte[] other) {
        byte[] out = one.clone();
        for (int i = 0; i < out.length; i++) {
            out[i] ^= other[i];
        }
        return out;
    }

    @Test
    void shouldStream_prf() {
        byte[] none = new byte[32];
        for (Vectors v : vectors.list("prf")) {
            byte[] out = new byte[v.number("length")];
            keyed(none, none, v.hex("kp"), v.hex("kv")).stream(
                    v.hex("y"), 0, v.number("t"), new byte[out.length], 0, out.length, out, 0);
            assertArrayEquals(v.hex("output"), out, v.text("name"));
        }
    }

    @Test
    void shouldEncipherCells_uiv() {
        for (Vectors v : vectors.list("uiv")) {
            byte[] x = v.hex("x");
            byte[] y = v.hex("y");
            byte[] out = new byte[x.length];
            byte[] seed = Bytes.join(v.hex("keys"), new byte[16]);
            byte[] tweak = v.hex("tprime");
            long c = v.big("c");
            LayerStates.layer(x.length, seed, tweak, c, c).relayInbound(v.hex("cmd")[0], x, 0, out, 0);
            assertArrayEquals(y, out);
            LayerStates.layer(x.length, seed, tweak, c, c).clientOutbound(v.hex("cmd")[0], y, 0, out, 0);
            assertArrayEquals(x, out);
        }
    }

    @Test
    void shouldRatchet_update() {
        for (Vectors v : vectors.list("update")) {
            byte[] keys = v.hex("keys");
            byte[] out = new byte[144];
            keyed(keys).stream(v.hex("y_l"), 0, 1, new byte[144], 0, 144, out, 0);
            assertEquals(v.text("new_keys") + v.text("new_n"), Vectors.hex(out));
        }
    }

    /** Layers of all hops in one direction at both ends. */
    private record Ends(List<CgoLayer> client, List<CgoLayer> relays) {}

    private Ends ends(Vectors conversation, int body, String direction) {
        Ends ends = new Ends(new ArrayList<>(), new ArrayList<>());
        for (Vectors hop : conversation.list("initial")) {
            ends.client().add(new CgoLayer(new QgCgo1(ciphers), body, hop.hex(direction)));
            ends.relays().add(new CgoLayer(new QgCgo1(ciphers), body, hop.hex(direction)));
        }
        return ends;
    }

    @Test
    void shouldHoldConversations() {
        for (Vectors conversation : vectors.list("conversations")) {
            int body = conversation.number("body_length");
            Ends outbound = ends(conversation, body, "outbound");
            Ends inbound = ends(conversation, body, "inbound");
            for (Vectors step : conversation.list("steps")) {
                boolean out = step.text("direction").equals("outbound");
                String name = body + " step " + step.number("step");
                if (out) {
                    outbound(outbound, step, body, name);
                } else {
                    inbound(inbound, step, body, name);
                }
                checkStates(out ? outbound : inbound, step, name);
            }
        }
    }

    private void outbound(Ends ends, Vectors step, int body, String name) {
        int hop = step.number("hop");
        int command = step.hex("cmd")[0];
        byte[] cell = new byte[body];
        byte[] message = step.hex("message");
        System.arraycopy(message, 0, cell, 16, message.length);
        byte[] tag = new byte[16];
        for (int j = hop; j >= 1; j--) {
            CgoLayer layer = ends.client().get(j - 1);
            byte[] next = new byte[body];
            if (j == hop) {
                layer.clientOriginate(command, cell, 0, next, 0);
                layer.tag(tag, 0);
            } else {
                layer.clientOutbound(command, cell, 0, next, 0);
            }
            cell = next;
            assertEquals(step.texts("links").get(j - 1), Vectors.hex(cell), name);
        }
        assertArrayEquals(step.hex("sendme_tag"), tag, name);
        for (int j = 1; j <= hop; j++) {
            byte[] next = new byte[body];
            assertEquals(j == hop, ends.relays().get(j - 1).relayOutbound(command, cell, 0, next, 0), name);
            cell = next;
        }
        assertArrayEquals(message, Arrays.copyOfRange(cell, 16, body), name);
        ends.relays().get(hop - 1).tag(tag, 0);
        assertArrayEquals(step.hex("sendme_tag"), tag, name);
    }

    private void inbound(Ends ends, Vectors step, int body, String name) {
        int hop = step.number("hop");
        int command = step.hex("cmd")[0];
        byte[] cell = new byte[body];
        byte[] message = step.hex("message");
        System.arraycopy(message, 0, cell, 16, message.length);
        byte[] tag = new byte[16];
        for (int j = hop; j >= 1; j--) {
            CgoLayer layer = ends.relays().get(j - 1);
            byte[] next = new byte[body];
            if (j == hop) {
                layer.relayOriginate(command, cell, 0, next, 0);
                layer.tag(tag, 0);
            } else {
                layer.relayInbound(command, cell, 0, next, 0);
            }
            cell = next;
            assertEquals(step.texts("links").get(j - 1), Vectors.hex(cell), name);
        }
        assertArrayEquals(step.hex("sendme_tag"), tag, name);
        for (int j = 1; j <= hop; j++) {
            byte[] next = new byte[body];
            assertEquals(j == hop, ends.client().get(j - 1).clientInbound(command, cell, 0, next, 0), name);
            cell = next;
        }
        assertArrayEquals(message, Arrays.copyOfRange(cell, 16, body), name);
        ends.client().get(hop - 1).tag(tag, 0);
        assertArrayEquals(step.hex("sendme_tag"), tag, name);
    }

    private void checkStates(Ends ends, Vectors step, String name) {
        for (Vectors moved : step.list("layers")) {
            int at = moved.number("hop") - 1;
            for (List<CgoLayer> side : List.of(ends.client(), ends.relays())) {
                byte[] exported = side.get(at).export();
                assertEquals(LayerStates.text(moved.in("after")), LayerStates.text(exported), name);
                side.set(at, LayerForm.restore(ciphers, exported));
            }
        }
    }

    @Test
    void shouldRecogniseNothingThatWasChanged() {
        Vectors initial = vectors.list("conversations").get(0);
        for (Vectors v : vectors.list("negative")) {
            boolean out = v.text("direction").equals("outbound");
            Ends ends = ends(initial, 509, out ? "outbound" : "inbound");
            for (Vectors cell : v.list("cells")) {
                byte[] body = cell.hex("link1");
                for (int j = 0; j < 3; j++) {
                    byte[] next = new byte[509];
                    if (out) {
                        int command = Integer.parseInt(cell.texts("cmd_by_hop").get(j), 16);
                        assertFalse(ends.relays().get(j).relayOutbound(command, body, 0, next, 0), v.text("name"));
                    } else {
                        assertFalse(ends.client().get(j).clientInbound(cell.hex("cmd")[0], body, 0, next, 0));
                    }
                    body = next;
                }
                assertTrue(!out || cell.text("y_at_hop3").equals(Vectors.hex(body)), v.text("name"));
            }
        }
    }
}
