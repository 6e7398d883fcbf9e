package org.qgate.transport.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.qgate.api.base.Health;
import org.qgate.api.base.HealthReport;
import org.qgate.api.base.HealthState;
import org.qgate.api.error.QGateException;
import org.qgate.transport.TransportSettings;

/** Configuration: what is read, what is refused, what a component does with either. */
class SettingsTest {
    @Test
    void shouldHaveDefaultsForAll() {
        TransportSettings settings = TransportSettings.defaults();
        assertTrue(settings.resolvers().isEmpty());
        assertEquals(512 * 1024, settings.highWaterBytes());
    }

    @Test
    void shouldReadResolvers() {
        assertEquals(
                "[192.0.2.1:53, 192.0.2.2:5353, [2001:db8::1]:53, [2001:db8::2]:54]",
                TransportSettings.read(Map.of("resolvers", "192.0.2.1, 192.0.2.2:5353,2001:db8::1,[2001:db8::2]:54"))
                        .resolvers()
                        .toString());
    }

    @ParameterizedTest
    @CsvSource({
        "resolvers, dns.example, QG-BAS-0002",
        "resolvers, 127.1, QG-BAS-0002",
        "byte_budget, 1, QG-BAS-0002",
        "max_connections, 0, QG-BAS-0002",
        "backend, kqueue, QG-BAS-0002",
        "low_water_bytes, 1048576, QG-BAS-0002",
        "read_bytes, many, QG-BAS-0002",
        "bytes_budget, 1, QG-BAS-0001"
    })
    void shouldRefuseAndNameWhatIsWrong(String key, String value, String code) {
        QGateException refused = assertThrows(QGateException.class, () -> TransportSettings.read(Map.of(key, value)));
        assertEquals(code, refused.codeId());
        assertTrue(refused.getMessage().contains(key), refused.getMessage());
    }

    @Test
    void shouldNotStartOnAWrongConfigurationAndKeepTheOldOneLater() {
        Board board = new Board();
        Map<String, Object> wrong = Map.of("backend", "kqueue");
        assertThrows(QGateException.class, () -> new TransportComponent(new Node.SystemClock(), board, wrong));
        assertEquals(HealthState.ERROR, board.last().state());
        assertEquals("QG-BAS-0002", board.last().code());

        TransportComponent component =
                new TransportComponent(new Node.SystemClock(), board, Map.of("byte_budget", "8000000"));
        assertEquals(HealthState.OK, board.last().state());
        component.configure(Map.of("byte_budget", "nothing"));
        assertEquals(HealthState.WARN, board.last().state());
        assertEquals(8_000_000, component.status().budgetBytes());
        component.configure(Map.of("byte_budget", "9000000"));
        assertEquals(HealthState.OK, board.last().state());
        component.stop();
        assertTrue(component.status().listeners().isEmpty());
    }

    /** Keeps what was reported. */
    private static final class Board implements Health {
        private final List<HealthReport> reports = new ArrayList<>();

        @Override
        public void report(HealthReport report) {
            reports.add(report);
        }

        @Override
        public void forget(String subsystem) {}

        @Override
        public List<HealthReport> reports() {
            return reports;
        }

        HealthReport last() {
            return reports.get(reports.size() - 1);
        }
    }
}
