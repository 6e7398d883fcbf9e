package org.qgate.crypto.internal.cgo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.qgate.crypto.internal.Vectors;
import org.qgate.crypto.internal.primitive.Bytes;

/** The construction, with Tor's primitives, against Tor's 94 published vectors; and POLYVAL itself. */
class TorVectorsTest {
    private static final int BODY = 509;

    private final Vectors vectors = Vectors.own("tor-cgo.json");

    @Test
    void shouldComputePolyval_rfc8452AppendixA() {
        HexFormat hex = HexFormat.of();
        byte[] out = Polyval.hash(
                hex.parseHex("25629347589242761d31f826ba4b757b"),
                hex.parseHex("4f4f95668c83dfb6401762bb2d01a262d1a24ddd2721d006bbe45f20d3c9f362"));
        assertEquals("f7a3b47b846119fae5b7866cf5e5b77e", hex.formatHex(out));
    }

    private static TorInstance keyed(byte[] keys) {
        TorInstance instance = new TorInstance();
        instance.rekey(keys);
        return instance;
    }

    @Test
    void shouldEncipherBlocks_et() {
        for (Vectors v : vectors.list("et")) {
            TorInstance instance = keyed(Bytes.join(v.hex("kb_ku"), new byte[32]));
            byte[] tweak = v.hex("tweak");
            byte[] hash = new byte[16];
            instance.hash(0, Arrays.copyOf(tweak, 16), tweak[16], tweak, 17, tweak.length - 17, hash);
            byte[] in = v.hex("input");
            byte[] out = new byte[16];
            xorInto(in, hash);
            if (v.flag("encrypt")) {
                instance.encrypt(in, out);
            } else {
                instance.decrypt(in, out);
            }
            xorInto(out, hash);
            assertArrayEquals(v.hex("output"), out, v.text("name"));
        }
    }

    private static void xorInto(byte[] into, byte[] from) {
        for (int i = 0; i < into.length; i++) {
            into[i] ^= from[i];
        }
    }

    @Test
    void shouldStream_prf() {
        for (Vectors v : vectors.list("prf")) {
            byte[] expected = v.hex("output");
            byte[] out = new byte[expected.length];
            keyed(Bytes.join(new byte[32], v.hex("k_b"))).stream(
                    v.hex("tweak"), 0, v.number("t"), new byte[out.length], 0, out.length, out, 0);
            assertArrayEquals(expected, out, v.text("name"));
        }
    }

    @Test
    void shouldEncipherCells_uiv() {
        for (Vectors v : vectors.list("uiv")) {
            byte[] head = v.hex("h");
            CgoLayer layer = new CgoLayer(new TorInstance(), BODY, Bytes.join(v.hex("j_s"), new byte[16]));
            layer.resume(Arrays.copyOf(head, 16), new byte[16], 0, 0);
            byte[] in = Bytes.join(v.hex("in_l"), v.hex("in_r"));
            byte[] out = new byte[BODY];
            if (v.flag("encrypt")) {
                layer.relayInbound(head[16], in, 0, out, 0);
            } else {
                layer.clientOutbound(head[16], in, 0, out, 0);
            }
            assertEquals(v.text("out_l") + v.text("out_r"), Vectors.hex(out), v.text("name"));
        }
    }

    @Test
    void shouldRatchet_update() {
        for (Vectors v : vectors.list("uiv_update")) {
            byte[] out = new byte[80];
            keyed(v.hex("j_s")).stream(v.hex("n"), 0, 1, new byte[80], 0, 80, out, 0);
            assertEquals(v.text("new_j_s") + v.text("new_n"), Vectors.hex(out));
        }
    }

    private static CgoLayer layer(Vectors state) {
        CgoLayer layer = new CgoLayer(new TorInstance(), BODY, Bytes.join(state.hex("k"), state.hex("n")));
        layer.resume(state.hex("tprime"), new byte[16], 0, 0);
        return layer;
    }

    private static void assertState(Vectors state, CgoLayer layer, String name) {
        HexFormat hex = HexFormat.of();
        byte[] exported = layer.export();
        assertEquals(state.text("k") + state.text("n"), hex.formatHex(exported, 3, 83), name);
        assertEquals(state.text("tprime"), hex.formatHex(exported, 83, 99), name);
    }

    @Test
    void shouldRelay() {
        for (Vectors v : vectors.list("relay")) {
            CgoLayer layer = layer(v.in("state"));
            byte[] in = Bytes.join(v.hex("in_t"), v.hex("in_c"));
            byte[] out = new byte[BODY];
            int command = v.hex("ad")[0];
            if (v.flag("inbound")) {
                layer.relayInbound(command, in, 0, out, 0);
            } else {
                layer.relayOutbound(command, in, 0, out, 0);
            }
            assertEquals(v.text("out_t") + v.text("out_c"), Vectors.hex(out), v.text("name"));
            assertState(v.in("new_state"), layer, v.text("name"));
        }
    }

    @Test
    void shouldOriginateAtRelay() {
        for (Vectors v : vectors.list("relay_originate")) {
            CgoLayer relay = layer(v.in("state"));
            CgoLayer client = layer(v.in("state"));
            byte[] in = Bytes.join(new byte[16], v.hex("message"));
            byte[] out = new byte[BODY];
            relay.relayOriginate(v.hex("ad")[0], in, 0, out, 0);
            assertEquals(v.text("out_t") + v.text("out_c"), Vectors.hex(out), v.text("name"));
            byte[] read = new byte[BODY];
            assertTrue(client.clientInbound(v.hex("ad")[0], out, 0, read, 0), v.text("name"));
            assertArrayEquals(in, read);
            assertState(v.in("new_state"), relay, v.text("name"));
            assertState(v.in("new_state"), client, v.text("name"));
        }
    }

    @Test
    void shouldOriginateAtClient() {
        for (Vectors v : vectors.list("client_originate")) {
            List<CgoLayer> layers = new ArrayList<>();
            v.list("states").forEach(state -> layers.add(layer(state)));
            int command = v.hex("ad")[0];
            byte[] cell = new byte[BODY];
            layers.get(v.number("hop") - 1)
                    .clientOriginate(command, Bytes.join(new byte[16], v.hex("message")), 0, cell, 0);
            for (int j = v.number("hop") - 1; j >= 1; j--) {
                byte[] next = new byte[BODY];
                layers.get(j - 1).clientOutbound(command, cell, 0, next, 0);
                cell = next;
            }
            assertEquals(v.text("out_t") + v.text("out_c"), Vectors.hex(cell), v.text("name"));
            for (int j = 0; j < layers.size(); j++) {
                assertState(v.list("new_states").get(j), layers.get(j), v.text("name"));
            }
        }
    }
}
