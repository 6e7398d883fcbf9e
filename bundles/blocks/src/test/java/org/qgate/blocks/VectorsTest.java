package org.qgate.blocks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.qgate.common.json.Json;

/**
 * The files of {@code docs/vectors/qustream} against this format. A deliberate change writes them anew:
 * {@code -Dqgate.vectors.write=true}.
 */
class VectorsTest {
    private static final Path FOLDER = Path.of(System.getProperty("qgate.docs", "../../docs"), "vectors", "qustream");
    private static final String INDEX = "index.json";

    @Test
    void shouldBeWhatTheFilesSay() throws IOException {
        Map<String, byte[]> files = made();
        if (Boolean.getBoolean("qgate.vectors.write")) {
            Files.createDirectories(FOLDER);
            for (Map.Entry<String, byte[]> each : files.entrySet()) {
                Files.write(FOLDER.resolve(each.getKey()), each.getValue());
            }
        }
        for (Map.Entry<String, byte[]> each : files.entrySet()) {
            assertArrayEquals(each.getValue(), Files.readAllBytes(FOLDER.resolve(each.getKey())), each.getKey());
        }
    }

    /** Reads the files as anybody would, by their index. */
    @Test
    void shouldVerifyTheFiles() throws IOException {
        Map<?, ?> index = (Map<?, ?>) Json.read(Files.readString(FOLDER.resolve(INDEX)));
        TestCrypto crypto = new TestCrypto(77);
        byte[] chain = Files.readAllBytes(FOLDER.resolve("chain.qgb"));
        Verification sound = new TestStream(1).verify(chain);
        assertTrue(sound.sound());
        assertEquals(index.get("stream"), sound.summary().stream());
        assertEquals(index.get("head"), sound.summary().headDigest());
        List<?> refused = (List<?>) index.get("refused");
        assertEquals(TamperedChains.all().size(), refused.size());
        for (Object each : refused) {
            Map<?, ?> one = (Map<?, ?>) each;
            Verification found = new TestStream(1).verify(patched(chain, one));
            assertEquals(Optional.of(one.get("place")), found.refusal().map(Verification.Refusal::place));
        }
        byte[] evidence = Files.readAllBytes(FOLDER.resolve("evidence.qge"));
        assertEquals(
                ((Map<?, ?>) index.get("evidence")).get("sequence"),
                Evidence.verify(evidence, crypto, Optional.empty()).sequence());
    }

    /** A tampered chain is told as what is the same at its beginning and end as in the sound one, and what is between. */
    private static byte[] patched(byte[] chain, Map<?, ?> patch) throws IOException {
        int head = Math.toIntExact((Long) patch.get("head"));
        int tail = Math.toIntExact((Long) patch.get("tail"));
        byte[] middle = patch.containsKey("file")
                ? Files.readAllBytes(FOLDER.resolve((String) patch.get("file")))
                : java.util.HexFormat.of().parseHex((String) patch.get("middle"));
        byte[] whole = Arrays.copyOf(chain, head + middle.length + tail);
        System.arraycopy(middle, 0, whole, head, middle.length);
        System.arraycopy(chain, chain.length - tail, whole, head + middle.length, tail);
        return whole;
    }

    private static Map<String, byte[]> made() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        TestStream sound = TestStream.every(1);
        byte[] chain = sound.file();
        files.put("chain.qgb", chain);
        TestStream common = new TestStream(1).genesis().value();
        byte[] evidence = Evidence.of(
                        common.crypto.dualKey(),
                        common.copy().manifest(1, 2).blocks.get(2),
                        common.copy().failure(1, 2).blocks.get(2),
                        common.crypto)
                .encode();
        files.put("evidence.qge", evidence);
        List<Object> refused = new java.util.ArrayList<>();
        TamperedChains.all().forEach((name, each) -> refused.add(patch(name, chain, each, files)));
        Map<String, Object> index = new LinkedHashMap<>();
        index.put("stream", Digests.hex(sound.stream));
        index.put("blocks", sound.blocks.size());
        index.put("head", Digests.hex(sound.digest));
        index.put("values", values(sound));
        index.put("evidence", Map.of("sequence", 2));
        index.put("refused", refused);
        files.put(INDEX, (Json.writePretty(index) + "\n").getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return files;
    }

    private static List<String> values(TestStream chain) {
        return chain.blocks.stream()
                .map(BlockCodec::decode)
                .filter(each -> each.kind() == Kind.PUBLIC)
                .map(each -> Digests.hex(((PublicValue) each.content()).value()))
                .toList();
    }

    private static Map<String, Object> patch(
            String name, byte[] chain, TamperedChains.Case tampered, Map<String, byte[]> files) {
        byte[] file = tampered.file();
        int head = Math.max(0, Arrays.mismatch(chain, file));
        int most = Math.min(chain.length, file.length) - head;
        int tail = 0;
        while (tail < most && chain[chain.length - 1 - tail] == file[file.length - 1 - tail]) {
            tail++;
        }
        byte[] middle = Arrays.copyOfRange(file, head, file.length - tail);
        Map<String, Object> patch = new LinkedHashMap<>();
        patch.put("name", name);
        patch.put("place", tampered.place());
        patch.put("head", head);
        patch.put("tail", tail);
        if (middle.length > 64) {
            files.put(name + ".part", middle);
            patch.put("file", name + ".part");
        } else {
            patch.put("middle", Digests.hex(middle));
        }
        return patch;
    }
}
