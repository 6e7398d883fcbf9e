package org.qgate.crypto.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Security;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.qgate.api.base.Health;
import org.qgate.api.base.HealthReport;
import org.qgate.api.base.HealthState;
import org.qgate.api.crypto.Crypto;
import org.qgate.api.crypto.CryptoStatus;
import org.qgate.api.crypto.LinkSuite;
import org.qgate.api.update.HandOver;
import org.qgate.api.update.Part;

/** The component as the framework builds it: self-test, probe, health. */
class CryptoComponentTest {
    private final List<HealthReport> reports = new ArrayList<>();
    private final Health health = new Health() {
        @Override
        public void report(HealthReport report) {
            reports.add(report);
        }

        @Override
        public void forget(String subsystem) {
            reports.removeIf(report -> report.subsystem().equals(subsystem));
        }

        @Override
        public List<HealthReport> reports() {
            return reports;
        }
    };

    /** Services offered to the framework, as far as this component asks for it. */
    private final List<Object> offered = new ArrayList<>();

    private BundleContext context() {
        ServiceRegistration<?> registration = proxy(ServiceRegistration.class, (self, method, arguments) -> {
            assertEquals("unregister", method.getName());
            offered.clear();
            return null;
        });
        return proxy(BundleContext.class, (self, method, arguments) -> {
            assertEquals("registerService", method.getName());
            offered.add(arguments[1]);
            return registration;
        });
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    @Test
    void shouldTestItselfOfferItselfAndReport() {
        CryptoComponent component =
                new CryptoComponent(new MemoryState(), new TestClock(), health, this::enrol, context());
        assertEquals(HealthState.OK, reports.get(0).state());
        Crypto provider = (Crypto) offered.get(0);
        CryptoStatus status = provider.status();
        assertTrue(status.algorithms().stream().anyMatch(one -> one.name().equals("AES-256-GCM")));
        assertEquals(status.recommendedSuite(), provider.recommendedSuite());
        assertNotNull(provider.identity(Node.NETWORK));
        component.deactivate();
        assertTrue(offered.isEmpty());
        assertTrue(reports.isEmpty());
    }

    private HandOver.Enrolment enrol(Part part) {
        part.begin();
        return part::end;
    }

    @Test
    void shouldHandOverWithoutStateAndRefuseAny() {
        CryptoComponent old = new CryptoComponent(new MemoryState(), new TestClock(), health, this::enrol, context());
        CryptoComponent next =
                new CryptoComponent(new MemoryState(), new TestClock(), health, part -> part::end, context());
        next.prepare();
        byte[] escrow = old.freeze();
        next.adopt(escrow);
        next.commit();
        assertEquals(2, offered.size());
        assertThrows(IllegalArgumentException.class, () -> next.adopt(new byte[] {2}));
        assertThrows(IllegalArgumentException.class, () -> next.adopt(new byte[2]));
    }

    @Test
    void shouldRecommendTheSameSuiteAtEveryStart() {
        LinkSuite first = SpeedProbe.atStart().status().recommendedSuite();
        for (int i = 0; i < 3; i++) {
            assertEquals(first, SpeedProbe.atStart().status().recommendedSuite());
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
