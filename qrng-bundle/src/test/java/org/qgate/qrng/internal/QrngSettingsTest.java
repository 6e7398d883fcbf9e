package org.qgate.qrng.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.qgate.api.error.BaseError;
import org.qgate.api.error.QGateException;

class QrngSettingsTest {
    @Test
    void shouldServeNobodyAsShipped() {
        QrngSettings shipped = QrngSettings.from(Map.of());
        assertEquals(QrngSettings.Serve.OFF, shipped.serve());
        assertEquals(8L << 20, shipped.poolBytes());
        assertEquals(60_000, shipped.slotMs());
        assertEquals(3_600_000, shipped.assessMs());
        assertEquals(QrngSettings.Conditioning.SHA512, shipped.conditioning());
    }

    @Test
    void shouldReadEachWord() {
        QrngSettings read = QrngSettings.from(Map.of("serve", "anyone", "conditioning", "sha256"));
        assertEquals(QrngSettings.Serve.ANYONE, read.serve());
        assertEquals(QrngSettings.Conditioning.SHA256, read.conditioning());
    }

    @Test
    void shouldNameWhatItRefusesAndWhatIsAllowed() {
        QGateException refused =
                assertThrows(QGateException.class, () -> QrngSettings.from(Map.of("serve", "EVERYBODY")));
        assertEquals(BaseError.BAD_VALUE, refused.code());
        assertTrue(refused.getMessage().contains("off, listed, anyone"), refused.getMessage());
    }
}
