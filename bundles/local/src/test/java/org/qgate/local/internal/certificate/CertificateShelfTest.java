package org.qgate.local.internal.certificate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.util.Date;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.qgate.api.base.Clock;
import org.qgate.sim.store.MemoryStore;

class CertificateShelfTest {
    private static final long DAY_MS = 24L * 3_600 * 1_000;

    private long nowMs = 1_800_000_000_000L;
    private final Clock clock = new Clock() {
        @Override
        public long wallMs() {
            return nowMs;
        }

        @Override
        public long monoNs() {
            return nowMs * 1_000_000;
        }
    };
    private final Random drawn = new Random(7);
    private final MemoryStore store = new MemoryStore(clock);

    private CertificateShelf shelf() {
        return new CertificateShelf(
                () -> store.namespace("local").map("web"),
                () -> (out, offset, length) -> {
                    byte[] bytes = new byte[length];
                    drawn.nextBytes(bytes);
                    System.arraycopy(bytes, 0, out, offset, length);
                },
                clock);
    }

    @Test
    void shouldMakeACertificateThatBrowsersTake() throws Exception {
        X509Certificate made = shelf().current().certificate();
        made.verify(made.getPublicKey());
        made.checkValidity(new Date(nowMs));
        assertEquals(
                256,
                ((ECPublicKey) made.getPublicKey())
                        .getParams()
                        .getCurve()
                        .getField()
                        .getFieldSize());
        assertEquals("SHA256withECDSA", made.getSigAlgName());
        assertEquals(3, made.getVersion());
        assertEquals(-1, made.getBasicConstraints());
        assertEquals(List.of("1.3.6.1.5.5.7.3.1"), made.getExtendedKeyUsage());
        Set<String> names = made.getSubjectAlternativeNames().stream()
                .map(name -> name.get(1).toString())
                .collect(Collectors.toSet());
        assertEquals(Set.of("127.0.0.1", "0:0:0:0:0:0:0:1", "localhost"), names);
        assertTrue(made.getNotAfter().getTime() - made.getNotBefore().getTime() <= 398 * DAY_MS);
    }

    @Test
    void shouldKeepKeyAndCertificateTogether() throws Exception {
        WebCertificate first = shelf().current();
        WebCertificate again = shelf().current();
        assertEquals(first.fingerprint(), again.fingerprint());
        assertArrayEquals(first.key().getEncoded(), again.key().getEncoded());
        Signature signer = Signature.getInstance("SHA256withECDSA");
        signer.initSign(again.key());
        signer.update((byte) 1);
        byte[] signature = signer.sign();
        signer.initVerify(first.certificate());
        signer.update((byte) 1);
        assertTrue(signer.verify(signature));
        assertFalse(again.toString().contains("="), again.toString());
    }

    @Test
    void shouldRenewBeforeItEnds() throws Exception {
        WebCertificate first = shelf().current();
        nowMs = first.endsWallMs() - 31 * DAY_MS;
        assertEquals(first.fingerprint(), shelf().current().fingerprint());
        nowMs = first.endsWallMs() - 30 * DAY_MS;
        assertTrue(shelf().isDue(first));
        WebCertificate next = shelf().current();
        assertNotEquals(first.fingerprint(), next.fingerprint());
        assertEquals(next.fingerprint(), shelf().current().fingerprint());
    }

    @Test
    void shouldRenewWhenTheClockWasSetBack() throws Exception {
        WebCertificate first = shelf().current();
        nowMs -= 400 * DAY_MS;
        assertNotEquals(first.fingerprint(), shelf().current().fingerprint());
    }

    @Test
    void shouldMakeAnotherWhenTheKeptOneIsDamaged() throws Exception {
        byte[] name = "certificate".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        for (byte[] damaged : List.of(new byte[0], new byte[] {0}, new byte[] {0, 9, 1}, new byte[300])) {
            store.namespace("local").map("web").put(name, damaged);
            assertEquals(64, shelf().current().fingerprint().length());
        }
    }
}
