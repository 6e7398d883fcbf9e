package org.qgate.local.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.net.BindException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.qgate.api.base.Clock;
import org.qgate.api.base.HealthState;
import org.qgate.api.crypto.Crypto;
import org.qgate.api.crypto.RandomSource;
import org.qgate.api.error.QGateException;
import org.qgate.api.local.ByteFeed;
import org.qgate.api.net.Endpoint;
import org.qgate.api.store.Store;
import org.qgate.local.internal.certificate.WebCertificate;
import org.qgate.local.internal.http.Door;
import org.qgate.sim.SimHealth;
import org.qgate.sim.SimHost;
import org.qgate.sim.SimWorld;
import org.qgate.sim.store.MemoryStore;

class LocalDoorsTest {
    private static final long DAY_MS = 24L * 3_600 * 1_000;

    private final SimHost host = new SimWorld(7).host("10.0.0.1");
    private final SimHealth health = new SimHealth();
    private long laterMs;
    private final Clock clock = new Clock() {
        @Override
        public long wallMs() {
            return host.clock().wallMs() + laterMs;
        }

        @Override
        public long monoNs() {
            return host.clock().monoNs() + laterMs * 1_000_000;
        }
    };
    private final MemoryStore store = new MemoryStore(clock);
    private final LocalDoors.Providers providers = new LocalDoors.Providers(
            host.current().cell(Store.class),
            host.current().cell(Crypto.class),
            host.current().cell(ByteFeed.class));
    private final List<String> opened = new ArrayList<>();
    private final List<WebCertificate> used = new ArrayList<>();
    private boolean taken;
    private int closed;
    private long seed;
    private final LocalDoors doors = new LocalDoors(
            new LocalDoors.Bedrock(clock, host.scheduler(), host.state(), health),
            providers,
            (where, certificate, dispatcher) -> {
                if (taken) {
                    throw new BindException("Address already in use");
                }
                opened.add(where.toString());
                used.add(certificate);
                return new Opened(where);
            });

    private final class Opened implements Door {
        private final Endpoint where;

        Opened(Endpoint where) {
            this.where = where;
        }

        @Override
        public Endpoint address() {
            return where;
        }

        @Override
        public void tend() {
            // nothing keeps it waiting
        }

        @Override
        public void renew(WebCertificate certificate) {
            used.add(certificate);
        }

        @Override
        public void close() {
            closed++;
        }
    }

    @BeforeEach
    void begin() {
        RandomSource random = (out, offset, length) -> {
            java.util.Random drawn = new java.util.Random(++seed);
            for (int i = 0; i < length; i++) {
                out[offset + i] = (byte) drawn.nextInt();
            }
        };
        providers.crypto().set((Crypto) Proxy.newProxyInstance(
                Crypto.class.getClassLoader(), new Class<?>[] {Crypto.class}, (proxy, method, arguments) -> random));
        providers.store().set(store);
        doors.configure(Map.of());
    }

    @Test
    void shouldOpenOnceWhatItKeepsIsReadable() {
        providers.store().clear(store);
        doors.step();
        assertEquals(List.of(), opened);
        assertEquals("it waits for the vault", doors.status().reason());
        providers.store().set(store);
        doors.step();
        doors.step();
        assertEquals(List.of("127.0.0.1:8443"), opened);
        assertEquals("127.0.0.1:8443", doors.status().address());
        assertTrue(doors.status().fingerprint().matches("[0-9a-f]{64}"));
        assertEquals("", doors.status().reason());
        String pem = new String(host.state().read(WebDoor.CERTIFICATE).orElseThrow(), StandardCharsets.US_ASCII);
        assertTrue(pem.startsWith("-----BEGIN CERTIFICATE-----\n"), pem);
        assertFalse(pem.contains("PRIVATE"));
    }

    @Test
    void shouldStayOpenWhileTheStoreIsReplaced() {
        doors.step();
        String token = doors.tokens().create("me", "t", Set.of("x"), 0);
        providers.store().clear(store);
        doors.step();
        assertEquals(0, closed);
        assertTrue(doors.tokens().admit(token).isPresent());
    }

    @Test
    void shouldCloseAndForgetWhenTheVaultIsLocked() {
        doors.step();
        String token = doors.tokens().create("me", "t", Set.of("x"), 0);
        doors.locked(true);
        doors.step();
        assertEquals(1, closed);
        assertEquals("", doors.status().address());
        assertThrows(QGateException.class, () -> doors.tokens().admit(token));
        doors.locked(false);
        doors.step();
        assertEquals(2, opened.size());
        assertEquals(used.get(0).certificate(), used.get(1).certificate());
        assertTrue(doors.tokens().admit(token).isPresent());
    }

    @Test
    void shouldTryAgainWhenTheAddressIsTaken() {
        taken = true;
        doors.step();
        assertEquals(HealthState.ERROR, health.of("local.https").state());
        assertEquals("QG-LOC-0004", health.of("local.https").code());
        assertTrue(doors.status().reason().contains("in use"));
        taken = false;
        doors.step();
        assertEquals(HealthState.OK, health.of("local.https").state());
        assertEquals("", doors.status().reason());
    }

    @Test
    void shouldFollowItsSettings() {
        doors.step();
        doors.configure(Map.of("https_listen", "127.0.0.1:9443"));
        doors.step();
        assertEquals(List.of("127.0.0.1:8443", "127.0.0.1:9443"), opened);
        doors.configure(Map.of("https_listen", "0.0.0.0:1"));
        doors.step();
        assertEquals("QG-BAS-0002", health.of("local.settings").code());
        assertEquals("127.0.0.1:9443", doors.status().address());
        doors.configure(Map.of("https_listen", ""));
        doors.step();
        assertEquals(2, closed);
        assertEquals("", doors.status().address());
        assertEquals(List.of(), health.reports());
    }

    @Test
    void shouldGoOnWithANewCertificateBeforeTheOldOneEnds() {
        doors.step();
        String first = doors.status().fingerprint();
        laterMs = 350 * DAY_MS;
        doors.step();
        assertEquals(first, doors.status().fingerprint());
        laterMs = 370 * DAY_MS;
        doors.step();
        assertNotEquals(first, doors.status().fingerprint());
        assertEquals(2, used.size());
        assertEquals(1, opened.size());
    }

    @Test
    void shouldSayWhyThereIsNoPipe() {
        doors.configure(Map.of("https_listen", "", "fifo", "/nowhere/at/all"));
        doors.step();
        assertEquals("QG-LOC-0005", health.of("local.fifo").code());
        assertTrue(
                doors.status().reason().contains("/nowhere/at"), doors.status().reason());
    }
}
