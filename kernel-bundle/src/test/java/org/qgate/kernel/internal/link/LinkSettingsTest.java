package org.qgate.kernel.internal.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.qgate.api.crypto.LinkSuite;
import org.qgate.api.error.QGateException;

class LinkSettingsTest {
    @Test
    void shouldBeNoRelayByDefault() {
        LinkSettings settings = Site.settings(Map.of());
        assertFalse(settings.relay());
        assertTrue(settings.advertised().isEmpty());
        assertNull(settings.dialFrom());
        assertTrue(settings.timing().padding());
        assertEquals(600_000, settings.timing().rekeyMs());
        assertFalse(settings.rate().limited());
        assertEquals(LinkSuite.CHACHA_POLY, settings.suite(LinkSuite.CHACHA_POLY));
    }

    @Test
    void shouldAdvertiseTheListenerUnlessToldOtherwise() {
        LinkSettings plain = Site.settings(Map.of("link_listen", "10.0.0.1:4001"));
        assertEquals(List.of(Site.at("10.0.0.1:4001")), plain.advertised());
        LinkSettings behind = Site.settings(
                Map.of("link_listen", "10.0.0.1:4001", "link_advertise", "203.0.113.9:443, [2001:db8::1]:443"));
        assertEquals(List.of(Site.at("203.0.113.9:443"), Site.at("[2001:db8::1]:443")), behind.advertised());
        assertTrue(behind.relay());
    }

    @Test
    void shouldReadTheRateInKib() {
        LinkSettings limited = Site.settings(Map.of("link_rate_kib_per_second", "100"));
        assertEquals(new LinkRate(102_400, 4_194_304), limited.rate());
        assertTrue(limited.rate().limited());
    }

    @Test
    void shouldTakeTheSuiteThatIsNamed() {
        assertEquals(
                LinkSuite.CHACHA_POLY,
                Site.settings(Map.of("link_suite", "chacha")).suite(LinkSuite.AES_GCM));
        assertEquals(
                LinkSuite.AES_GCM, Site.settings(Map.of("link_suite", "aes")).suite(LinkSuite.CHACHA_POLY));
    }

    @ParameterizedTest
    @CsvSource({
        "link_listen, localhost:4001",
        "link_listen, 127.1:4001",
        "link_advertise, 10.0.0.1",
        "link_dial_from, 0",
        "link_suite, des",
        "link_rekey_seconds, 601",
        "link_handshake_seconds, 0",
        "link_max, many",
        "link_rate_kib_per_second, -1",
        "link_burst_kib, 255",
        "link_deny_ranges, 10.0.0.0/33",
        "link_allow_nodes, abc",
        "link_padding, yes",
        "link_padding_max_ms, 1499",
        "link_unknown, 1"
    })
    void shouldRefuseWhatIsNotAllowed(String key, String value) {
        QGateException refused = assertThrows(QGateException.class, () -> Site.settings(Map.of(key, value)));
        assertTrue(refused.getMessage().contains(key), refused::getMessage);
    }
}
