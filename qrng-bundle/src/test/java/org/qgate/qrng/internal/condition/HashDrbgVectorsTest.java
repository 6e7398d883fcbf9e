package org.qgate.qrng.internal.condition;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.qgate.api.crypto.Hashes;
import org.qgate.common.json.Json;

/** Hash_DRBG against what NIST's ACVP expects of one. */
class HashDrbgVectorsTest {
    private final Hashes hashes = new TestCrypto(1).hashes();

    @Test
    void shouldAnswerAsExpected_facts() throws IOException {
        List<DrbgCase> cases;
        try (InputStream facts = getClass().getResourceAsStream("hash-drbg.facts")) {
            cases = new String(facts.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(DrbgCase::line)
                    .toList();
        }
        assertEquals(8, cases.size());
        for (DrbgCase each : cases) {
            assertArrayEquals(each.answer(), each.ask(hashes), "case " + each.name());
        }
    }

    /** All groups of the public file, where it is at hand. */
    @Test
    void shouldAnswerAsExpected_published() throws IOException {
        Path path = Path.of(System.getProperty("qgate.vectors"), "acvp", "hashDRBG-1.0.json");
        if (!Files.exists(path)) {
            System.out.println("SKIPPED: no public vectors at " + path + " (set -Dqgate.vectors)");
        }
        assumeTrue(Files.exists(path), "no public vectors at " + path);
        int compared = 0;
        for (Object each : (List<?>) ((Map<?, ?>) Json.read(Files.readString(path))).get("testGroups")) {
            Map<?, ?> group = (Map<?, ?>) each;
            if (group.get("mode").equals("SHA2-512") || group.get("mode").equals("SHA2-256")) {
                for (Object test : (List<?>) group.get("tests")) {
                    DrbgCase one = DrbgCase.published(group, (Map<?, ?>) test);
                    assertArrayEquals(one.answer(), one.ask(hashes), "case " + one.name());
                    compared++;
                }
            }
        }
        assertEquals(60, compared);
    }
}
