package org.qgate.qrng.internal.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.function.Executable;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.QrngError;
import org.qgate.api.qrng.EntropySource;
import org.qgate.api.qrng.Provenance;
import org.qgate.api.qrng.SourceSpec;

/** What tests of drivers share. */
final class Sources {
    private static final long PATIENCE_MS = 20_000;

    private Sources() {}

    static SourceSpec spec(String driver, Object location, int bits, Map<String, String> options) {
        return new SourceSpec(
                "dev", driver, location.toString(), Provenance.RAW_DEVICE, bits, bits / 2.0, 100_000, options);
    }

    static SourceSpec spec(String driver, Object location) {
        return spec(driver, location, 8, Map.of());
    }

    /** Reads exactly so many samples. */
    static byte[] read(EntropySource source, int count) {
        byte[] all = new byte[count];
        int have = 0;
        while (have < count) {
            int read = source.read(all, have, count - have, PATIENCE_MS);
            assertTrue(read > 0, "after " + have + " samples: " + read);
            have += read;
        }
        return all;
    }

    static QGateException refused(QrngError code, String says, Executable action) {
        QGateException refusal = assertThrows(QGateException.class, action);
        assertEquals(code, refusal.code(), refusal.getMessage());
        assertTrue(refusal.getMessage().contains(says), refusal.getMessage());
        return refusal;
    }
}
