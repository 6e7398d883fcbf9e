package org.qgate.kernel.internal.directory;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.qgate.api.crypto.LinkSuite;
import org.qgate.api.error.KernelError;
import org.qgate.api.error.QGateException;
import org.qgate.common.json.CanonicalJson;
import org.qgate.common.json.Json;
import org.qgate.sim.Corpus;
import org.qgate.sim.Cost;

/** Whatever is handed round as a network's description, signers and seeds; and the JSON under it. */
final class NetworkFileFuzzTest {
    private static final Author AUTHOR = new Author(1);
    private static final byte[] GOOD = NetworkFile.found(
            Author.NETWORK, AUTHOR.identity, List.of(AUTHOR.address()), LinkSuite.AES_GCM, Author.NOW);
    private static final Map<String, Object> SIGNED = unsigned(new String(GOOD, StandardCharsets.UTF_8));
    private static final long BASE = 8 << 20;
    private static final long PER_BYTE = 2_000;

    @FuzzTest
    void shouldReadOrRefuse(byte[] input) {
        Cost.bound(input, BASE, PER_BYTE, () -> check(input));
    }

    private static void check(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        json(text);
        try {
            NetworkFile.verify(input, AUTHOR.crypto.signatures());
            assertEquals(SIGNED, unsigned(text), "nobody signed this");
        } catch (QGateException refused) {
            assertEquals(KernelError.NETWORK_FILE, refused.code());
        }
    }

    @SuppressWarnings("unchecked") // JSON of a known shape
    private static Map<String, Object> unsigned(String text) {
        Map<String, Object> document = new TreeMap<>((Map<String, Object>) Json.read(text));
        document.remove("signatures");
        return document;
    }

    private static void json(String text) {
        try {
            Object value = Json.read(text);
            byte[] canonical = CanonicalJson.write(value);
            Object again = Json.read(new String(canonical, StandardCharsets.UTF_8));
            assertEquals(value, again);
            assertArrayEquals(canonical, CanonicalJson.write(again));
        } catch (IllegalArgumentException malformed) {
            assertTrue(malformed.getMessage() != null);
        }
    }

    @Test
    void shouldHoldForMutations() {
        Corpus.of(getClass(), "shouldReadOrRefuse").mutate(1_500, NetworkFileFuzzTest::check);
    }

    @Test
    void shouldKeepItsInputs() {
        Map<String, byte[]> made = new TreeMap<>();
        made.put("network", GOOD);
        made.put("unsigned", CanonicalJson.write(SIGNED));
        made.put("json", "{\"a\":[1,-2,true,null,\"\\u00e9\\n\"],\"b\":{}}".getBytes(StandardCharsets.US_ASCII));
        made.put("fraction", "[1.5,1e9,\"\\ud800\",9007199254740993]".getBytes(StandardCharsets.US_ASCII));
        Corpus.of(getClass(), "shouldReadOrRefuse").keeps(made);
    }
}
