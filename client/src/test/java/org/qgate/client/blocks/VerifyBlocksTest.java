package org.qgate.client.blocks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.qgate.common.json.Json;

/** The command over the public vectors, as anybody has them. */
class VerifyBlocksTest {
    private static final Path VECTORS = Path.of(System.getProperty("qgate.docs", "../docs"), "vectors", "qustream");
    private static final String CHAIN = VECTORS.resolve("chain.qgb").toString();
    private static final String EVIDENCE = VECTORS.resolve("evidence.qge").toString();

    @TempDir
    Path folder;

    private record Said(int code, String out, String err) {
        Map<?, ?> json() {
            return (Map<?, ?>) Json.read(out);
        }
    }

    private static Said run(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = VerifyBlocks.run(
                arguments,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        return new Said(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private static Map<?, ?> index() throws IOException {
        return (Map<?, ?>) Json.read(Files.readString(VECTORS.resolve("index.json")));
    }

    @Test
    void shouldSayWhatItVerified() throws IOException {
        Said said = run(CHAIN, "--json", "--stream", (String) index().get("stream"));
        assertEquals(0, said.code(), said::err);
        assertEquals(true, said.json().get("sound"));
        assertEquals(10L, said.json().get("blocks"));
        assertEquals(20L, said.json().get("signatures"));
        assertEquals(List.of("2"), said.json().get("recalledBlocks"));
        assertEquals(4L, ((Map<?, ?>) said.json().get("kinds")).get("PUBLIC"));
        Said plain = run(CHAIN);
        assertTrue(
                plain.out().contains("1 GENESIS, 4 PUBLIC, 2 PRIVATE-MANIFEST, 1 FAILURE, 1 SKIP, 1 RECALL"),
                plain.out());
    }

    /** Every tampered chain of the vectors: refused with its place, exit code 3. */
    @Test
    void shouldRefuseWithThePlace() throws IOException {
        byte[] chain = Files.readAllBytes(Path.of(CHAIN));
        for (Object each : (List<?>) index().get("refused")) {
            Map<?, ?> patch = (Map<?, ?>) each;
            Path file = folder.resolve("tampered");
            Files.write(file, patched(chain, patch));
            Said said = run(file.toString(), "--json");
            assertEquals(3, said.code(), () -> patch.get("name") + said.out());
            assertEquals(patch.get("place"), said.json().get("place"), () -> "" + patch.get("name"));
        }
    }

    private static byte[] patched(byte[] chain, Map<?, ?> patch) throws IOException {
        int head = Math.toIntExact((Long) patch.get("head"));
        int tail = Math.toIntExact((Long) patch.get("tail"));
        byte[] middle = patch.containsKey("file")
                ? Files.readAllBytes(VECTORS.resolve((String) patch.get("file")))
                : HexFormat.of().parseHex((String) patch.get("middle"));
        byte[] whole = Arrays.copyOf(chain, head + middle.length + tail);
        System.arraycopy(middle, 0, whole, head, middle.length);
        System.arraycopy(chain, chain.length - tail, whole, head + middle.length, tail);
        return whole;
    }

    @Test
    void shouldVerifyEvidence() throws IOException {
        Said said = run(EVIDENCE, "--json");
        assertEquals(0, said.code(), said::err);
        assertEquals(2L, said.json().get("sequence"));
        byte[] changed = Files.readAllBytes(Path.of(EVIDENCE));
        changed[changed.length - 1] ^= 1;
        Path file = Files.write(folder.resolve("changed"), changed);
        assertEquals(3, run(file.toString()).code());
    }

    /** Two sound copies that contradict each other: what proves it is written, and verifies by itself. */
    @Test
    void shouldWriteEvidence() throws IOException {
        byte[] evidence = Files.readAllBytes(Path.of(EVIDENCE));
        byte[] chain = Files.readAllBytes(Path.of(CHAIN));
        int first = length(chain, 0);
        int second = length(chain, first);
        int at = 5 + 1984;
        byte[] common = Arrays.copyOf(chain, first + second);
        Path one = fork("one", common, evidence, at);
        Path other = fork("other", common, evidence, at + length(evidence, at));
        Path proof = folder.resolve("proof");
        Said said = run(one.toString(), other.toString(), "--evidence", proof.toString(), "--json");
        assertEquals(3, said.code(), said::out);
        assertEquals(true, said.json().get("contradiction"));
        assertEquals(0, run(proof.toString()).code());
        assertEquals(0, run(one.toString(), one.toString()).code());
    }

    private Path fork(String name, byte[] common, byte[] evidence, int at) throws IOException {
        byte[] whole = Arrays.copyOf(common, common.length + length(evidence, at));
        System.arraycopy(evidence, at, whole, common.length, length(evidence, at));
        return Files.write(folder.resolve(name), whole);
    }

    private static int length(byte[] bytes, int block) {
        return java.nio.ByteBuffer.wrap(bytes).getInt(block + 6);
    }

    @Test
    void shouldSayHowItIsUsed() {
        assertEquals(64, run().code());
        assertEquals(64, run("--frob", CHAIN).code());
        assertEquals(64, run(CHAIN, "--stream", "12").code());
        assertEquals(64, run(CHAIN, "--evidence", "x").code());
        assertEquals(1, run("/nowhere/absent").code());
        assertEquals(0, run("--help").code());
        assertEquals(3, run(CHAIN, "--stream", "0".repeat(64)).code());
    }
}
