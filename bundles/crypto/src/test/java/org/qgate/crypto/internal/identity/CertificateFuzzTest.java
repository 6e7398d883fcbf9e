package org.qgate.crypto.internal.identity;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.qgate.api.crypto.Certificate;
import org.qgate.api.error.QGateException;
import org.qgate.crypto.internal.Node;
import org.qgate.crypto.internal.TestClock;
import org.qgate.sim.Corpus;
import org.qgate.sim.Cost;

/** Whatever is offered as a certificate, as it is and of the one length that certificates have. */
final class CertificateFuzzTest {
    private static final byte[] GOOD = new Node(1).identity.certificate();
    private static final SignatureVerifier VERIFIER = new SignatureVerifier();
    private static final long BASE = 8 << 20;
    private static final long PER_BYTE = 200;

    @FuzzTest
    void shouldTakeOnlyWhatWasCertified(byte[] input) {
        Cost.bound(input, BASE, PER_BYTE, () -> check(input));
    }

    private static void check(byte[] input) {
        verified(input);
        verified(Arrays.copyOf(input, CertificateForm.BYTES));
    }

    private static void verified(byte[] encoded) {
        try {
            Certificate taken = VERIFIER.certificate(Node.NETWORK, encoded, TestClock.START_MS);
            assertArrayEquals(GOOD, encoded, "nobody certified this");
            assertArrayEquals(GOOD, taken.encoded());
        } catch (QGateException refused) {
            return; // in its own words
        }
    }

    @Test
    void shouldHoldForMutations() {
        Corpus.of(getClass(), "shouldTakeOnlyWhatWasCertified").mutate(500, CertificateFuzzTest::check);
    }

    @Test
    void shouldKeepItsInputs() {
        Corpus.of(getClass(), "shouldTakeOnlyWhatWasCertified")
                .keeps(Map.of("certificate", GOOD, "start", Arrays.copyOf(GOOD, 60)));
    }
}
