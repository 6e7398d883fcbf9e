package org.qgate.local.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.qgate.api.error.QGateException;
import org.qgate.local.internal.fifo.FifoSettings;

class LocalSettingsTest {
    @Test
    void shouldListenOnLoopbackUnlessTold() {
        LocalSettings settings = LocalSettings.from(Map.of());
        assertEquals("127.0.0.1:8443", settings.https().orElseThrow().toString());
        assertEquals(Optional.empty(), settings.fifo());
        assertEquals(
                Optional.empty(), LocalSettings.from(Map.of("https_listen", "")).https());
        assertEquals(
                "[::1]:0",
                LocalSettings.from(Map.of("https_listen", "[::1]:0"))
                        .https()
                        .orElseThrow()
                        .toString());
    }

    @Test
    void shouldRefuseWhatOthersCouldReach() {
        for (String value : List.of("0.0.0.0:8443", "[::]:8443", "192.0.2.1:8443", "localhost:8443", "8443", ":8443")) {
            refused("https_listen", value);
        }
    }

    @Test
    void shouldKnowPipesByAbsolutePaths() {
        assertEquals(
                new FifoSettings(Path.of("/run/qgate/random"), 0640),
                LocalSettings.from(Map.of("fifo", "/run/qgate/random", "fifo_mode", "0640"))
                        .fifo()
                        .orElseThrow());
        for (String value : List.of("random", "/", "../x")) {
            refused("fifo", value);
        }
        for (String value : List.of("0666", "600", "0604", "0620", "")) {
            refused("fifo_mode", value);
        }
    }

    private static void refused(String key, String value) {
        QGateException refusal =
                assertThrows(QGateException.class, () -> LocalSettings.from(Map.of(key, value)), value);
        assertEquals("QG-BAS-0002", refusal.codeId());
    }
}
