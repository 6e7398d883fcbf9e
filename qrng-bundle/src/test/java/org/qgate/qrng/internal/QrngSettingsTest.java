package org.qgate.qrng.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.qgate.api.error.BaseError;
import org.qgate.api.error.QGateException;
import org.qgate.qrng.internal.condition.Conditioning;
import org.qgate.qrng.internal.deliver.pool.PoolSettings;
import org.qgate.qrng.internal.deliver.server.Serve;
import org.qgate.qrng.internal.deliver.server.ServerSettings;
import org.qgate.qrng.internal.deliver.subscriber.SubscriberSettings;
import org.qgate.qrng.internal.mint.MintSettings;

class QrngSettingsTest {
    @Test
    void shouldServeNobodyAsShipped() {
        QrngSettings shipped = QrngSettings.from(Map.of());
        assertEquals(Serve.OFF, shipped.server().serve());
        assertEquals(PoolSettings.STANDARD, shipped.pool());
        assertEquals(ServerSettings.STANDARD, shipped.server());
        assertEquals(SubscriberSettings.STANDARD, shipped.subscriber());
        assertEquals(MintSettings.DEFAULTS, shipped.mint());
        assertEquals(3_600_000, shipped.fleet().assessMs());
        assertEquals(Conditioning.DENSE, shipped.conditioning());
    }

    @Test
    void shouldReadEachWord() {
        QrngSettings read = QrngSettings.from(Map.of("serve", "anyone", "conditioning", "sha256"));
        assertEquals(Serve.ANYONE, read.server().serve());
        assertEquals(Conditioning.LONG_SHA_256, read.conditioning());
    }

    @Test
    void shouldNameWhatItRefusesAndWhatIsAllowed() {
        QGateException refused =
                assertThrows(QGateException.class, () -> QrngSettings.from(Map.of("serve", "EVERYBODY")));
        assertEquals(BaseError.BAD_VALUE, refused.code());
        assertTrue(refused.getMessage().contains("off, listed, anyone"), refused.getMessage());
    }
}
