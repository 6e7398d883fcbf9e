package org.qgate.kernel.internal.directory;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.qgate.api.crypto.Crypto;
import org.qgate.api.error.QGateException;
import org.qgate.common.json.Json;

/** The published documents are read as they say. */
final class DirectoryVectorsTest {
    private static Map<String, Object> vectors;
    private static Crypto crypto;
    private static Network network;
    private static long atMs;

    @BeforeAll
    static void read() throws IOException {
        Path file = Path.of(System.getProperty("qgate.docs", "../docs"), "vectors", "directory.json");
        vectors = map(Json.read(Files.readString(file)));
        crypto = new Author(77).crypto; // any provider verifies
        atMs = (Long) vectors.get("atMs");
        byte[] description = text(vectors, "networkFile").getBytes(StandardCharsets.UTF_8);
        network = NetworkFile.read(description, crypto.signatures(), atMs);
    }

    @Test
    void shouldReadTheNetworkDescription() {
        assertEquals(vectors.get("networkId"), network.id());
        assertEquals(
                vectors.get("signers"),
                network.signers().stream().map(Object::toString).toList());
    }

    @Test
    void shouldReadTheDescriptorAndWriteItAgain() {
        Map<String, Object> vector = new LinkedHashMap<>(map(vectors.get("descriptor")));
        byte[] encoded = HexFormat.of().parseHex((String) vector.remove("encoded"));
        Descriptor read = new DescriptorCheck(crypto, network).verify(encoded, atMs);
        assertEquals(vector, DirectoryVectors.described(read));
        assertArrayEquals(DescriptorCodec.signedPart(encoded), DescriptorCodec.body(read.fields()));
    }

    @Test
    void shouldReadTheSnapshotAndWriteItAgain() {
        Map<String, Object> vector = new LinkedHashMap<>(map(vectors.get("snapshot")));
        byte[] encoded = HexFormat.of().parseHex((String) vector.remove("encoded"));
        SnapshotCheck.Verified read = new SnapshotCheck(crypto, network).verify(encoded, atMs);
        assertEquals(vector, DirectoryVectors.described(read));
        Snapshot snapshot = read.snapshot();
        byte[] body = SnapshotCodec.body(
                snapshot.networkId(),
                snapshot.validAfterMs(),
                snapshot.freshUntilMs() - snapshot.validAfterMs(),
                snapshot.validUntilMs() - snapshot.validAfterMs(),
                snapshot.entries());
        assertArrayEquals(encoded, SnapshotCodec.encode(body, snapshot.signatures()));
    }

    @Test
    void shouldWriteTheMessages() {
        assertEquals(vectors.get("messages"), DirectoryVectors.messages());
    }

    @Test
    void shouldRefuseWhatMustBeRefused() {
        map(vectors.get("refusedDescriptors"))
                .forEach((why, encoded) -> assertThrows(
                        QGateException.class,
                        () -> new DescriptorCheck(crypto, network)
                                .verify(HexFormat.of().parseHex((String) encoded), atMs),
                        why));
    }

    @SuppressWarnings("unchecked") // the JSON reader makes objects with text keys only
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }

    private static String text(Map<String, Object> from, String name) {
        return (String) from.get(name);
    }
}
