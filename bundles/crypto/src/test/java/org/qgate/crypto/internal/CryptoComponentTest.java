package org.qgate.crypto.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Security;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.qgate.api.base.HealthState;
import org.qgate.api.crypto.Crypto;
import org.qgate.api.crypto.CryptoStatus;
import org.qgate.api.crypto.CryptoStatus.Randomness;
import org.qgate.api.crypto.LinkSuite;

/** The component as the framework builds it: self-test, probe, health. */
class CryptoComponentTest {
    @TempDir
    Path root;

    @Test
    void shouldTestItselfOfferItselfAndReport() {
        TestFramework framework = new TestFramework(root);
        CryptoComponent component = framework.start();
        assertEquals(HealthState.OK, framework.health("crypto").state());
        Crypto provider = framework.service(Crypto.class);
        CryptoStatus status = provider.status();
        assertTrue(status.algorithms().stream().anyMatch(one -> one.name().equals("AES-256-GCM")));
        assertEquals(status.recommendedSuite(), provider.recommendedSuite());
        assertNotNull(provider.identity(Node.NETWORK));
        component.deactivate();
        assertTrue(framework.offered.isEmpty());
        assertTrue(framework.reports.isEmpty());
        assertTrue(framework.scheduled.isEmpty());
    }

    @Test
    void shouldRecommendTheSameSuiteAtEveryStart() {
        LinkSuite first = SpeedProbe.atStart().status(Randomness.of("test")).recommendedSuite();
        for (int i = 0; i < 3; i++) {
            assertEquals(
                    first, SpeedProbe.atStart().status(Randomness.of("test")).recommendedSuite());
        }
    }

    @Test
    void shouldMeasureEveryInstalledCipher() {
        for (SpeedRun.Kind kind : SpeedRun.Kind.values()) {
            SpeedRun run = new SpeedRun(kind, Security.getProvider("SunJCE"));
            run.measure(20_000_000);
            assertTrue(run.megabytesPerSecond() > 0, kind.algorithm());
        }
    }

    @Test
    void shouldFillWholeArraysAndParts() {
        OsRandom random = new OsRandom();
        byte[] out = new byte[64];
        random.fill(out, 16, 32);
        assertArrayEquals(new byte[16], Arrays.copyOf(out, 16));
        assertArrayEquals(new byte[16], Arrays.copyOfRange(out, 48, 64));
        assertFalse(Arrays.equals(new byte[32], Arrays.copyOfRange(out, 16, 48)));
        assertFalse(Arrays.equals(random.bytes(32), random.bytes(32)));
        int[] seen = new int[6];
        for (int i = 0; i < 6000; i++) {
            seen[random.below(6)]++;
        }
        for (int count : seen) {
            assertTrue(count > 750 && count < 1250, Arrays.toString(seen)); // eight standard deviations
        }
    }

    /** The provider is never registered, and nothing of it asks for a thread, a log or a process-wide provider. */
    @Test
    void shouldNeverRegisterProviderNorLog() throws IOException {
        try (var files = Files.walk(Path.of("src/main/java"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                String source = Files.readString(file, StandardCharsets.UTF_8);
                for (String forbidden :
                        List.of("addProvider", "slf4j", "System.out", "System.err", "new Thread", "ThreadLocal")) {
                    assertFalse(source.contains(forbidden), file + " has " + forbidden);
                }
            }
        }
    }
}
