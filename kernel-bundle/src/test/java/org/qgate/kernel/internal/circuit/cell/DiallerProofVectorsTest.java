package org.qgate.kernel.internal.circuit.cell;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.qgate.api.NodeId;
import org.qgate.api.crypto.Crypto;
import org.qgate.api.crypto.Identity;
import org.qgate.api.error.QGateException;
import org.qgate.common.json.Json;
import org.qgate.common.wire.WireException;
import org.qgate.crypto.internal.CryptoProvider;
import org.qgate.sim.SimHost;
import org.qgate.sim.SimWorld;

/**
 * The public vector of the proof of who dials, {@code docs/vectors/services.json}. A deliberate change of the protocol
 * writes the file anew: {@code -Dqgate.vectors.write=true}.
 */
final class DiallerProofVectorsTest {
    private static final Path FILE = Path.of(System.getProperty("qgate.docs", "../docs"), "vectors", "services.json");
    private static final HexFormat HEX = HexFormat.of();

    private final SimHost host = new SimWorld(5).host("10.0.0.1");
    private final Crypto crypto = new CryptoProvider(host.random(), host.state(), host.clock());

    private Map<String, Object> made() {
        Identity dialler = crypto.identity("services.test");
        NodeId server = NodeId.of(HEX.parseHex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"));
        byte[] binding = HEX.parseHex("a0a1a2a3a4a5a6a7a8a9aaabacadaeafb0b1b2b3b4b5b6b7b8b9babbbcbdbebf");
        DiallerProof proof = new DiallerProof("services.test", binding, server, "echo/1");
        Map<String, Object> made = new LinkedHashMap<>();
        made.put("schema", "qgate.vectors.services/1");
        made.put(
                "about",
                "A stream's first bytes that prove who dials ([SERVE-5]). Verify at atMs. Everything binary is hexadecimal.");
        made.put("atMs", host.clock().wallMs());
        made.put("network", proof.network());
        made.put("binding", HEX.formatHex(binding));
        made.put("server", server.toString());
        made.put("protocol", proof.protocol());
        made.put("signed", HEX.formatHex(proof.signed()));
        made.put("dialler", dialler.nodeId().toString());
        made.put("proof", HEX.formatHex(proof.by(dialler)));
        return made;
    }

    private Map<?, ?> vector() throws IOException {
        if (Boolean.getBoolean("qgate.vectors.write")) {
            Files.writeString(FILE, Json.writePretty(made()) + "\n");
        }
        return (Map<?, ?>) Json.read(Files.readString(FILE));
    }

    @Test
    void shouldReadTheProofAsItSays() throws IOException {
        Map<?, ?> vector = vector();
        DiallerProof proof = new DiallerProof(
                (String) vector.get("network"),
                HEX.parseHex((String) vector.get("binding")),
                NodeId.parse((String) vector.get("server")),
                (String) vector.get("protocol"));
        byte[] bytes = HEX.parseHex((String) vector.get("proof"));
        assertEquals(vector.get("signed"), HEX.formatHex(proof.signed()));
        assertEquals(bytes.length, DiallerProof.length(bytes));
        assertEquals(
                vector.get("dialler"),
                proof.check(crypto, bytes, (Long) vector.get("atMs")).toString());
        DiallerProof other = new DiallerProof(proof.network(), new byte[32], proof.server(), proof.protocol());
        assertThrows(QGateException.class, () -> other.check(crypto, bytes, (Long) vector.get("atMs")));
        DiallerProof unbound = new DiallerProof(proof.network(), new byte[0], proof.server(), proof.protocol());
        assertThrows(QGateException.class, () -> unbound.check(crypto, bytes, (Long) vector.get("atMs")));
        assertThrows(QGateException.class, () -> unbound.by(crypto.identity("services.test")));
    }

    @Test
    void shouldWriteWhatItReads() throws IOException {
        Map<?, ?> vector = vector();
        byte[] proof = HEX.parseHex((String) vector.get("proof"));
        byte[] fresh = HEX.parseHex((String) made().get("proof"));
        int certificate = DiallerProof.length(fresh) - 3_373;
        assertArrayEquals(HEX.parseHex((String) made().get("signed")), HEX.parseHex((String) vector.get("signed")));
        assertEquals(proof.length, fresh.length);
        assertEquals(
                HEX.formatHex(proof, 0, certificate), HEX.formatHex(fresh, 0, certificate), "length and certificate");
    }

    @Test
    void shouldRefuseALengthThatNoProofHas() {
        assertThrows(WireException.class, () -> DiallerProof.length(new byte[] {(byte) 0xff, (byte) 0xff}));
    }
}
