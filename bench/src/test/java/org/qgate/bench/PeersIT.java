package org.qgate.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.qgate.common.json.Json;

/** A whole comparison with small files, all sides real: that it measures, not what. */
@EnabledIfSystemProperty(named = "qgate.long", matches = "true", disabledReason = "takes long: ./qgate test --long")
@Timeout(600)
final class PeersIT {
    @Test
    void shouldMeasureAllSides() {
        Map<?, ?> document = document(
                "path", "--vs", "tor", "--json", "--mebibytes", "8", "--tor-mebibytes", "2", "--requests", "10");
        assertEquals("qgate.bench/1", document.get("schema"));
        assertEquals(5L, number(document, "processes"));
        assertTrue(number(document, "cellBytes") >= 512);
        Map<?, ?> peers = (Map<?, ?>) document.get("peers");
        assertEquals(Set.of("tor", "tor-vanilla", "ssh"), peers.keySet());
        for (Figure figure : EnumSet.range(Figure.SINGLE, Figure.REQUEST_P99)) {
            assertMeasured(document, figure);
            peers.values().forEach(peer -> assertMeasured((Map<?, ?>) peer, figure));
        }
        assertEquals(5, ((List<?>) document.get("bounds")).size());
        assertEquals(3, ((Map<?, ?>) document.get("ratios")).size());
    }

    private static void assertMeasured(Map<?, ?> side, Figure figure) {
        Map<?, ?> samples = (Map<?, ?>) side.get(figure.key);
        assertEquals(5L, number(samples, "runs"), figure.key);
        assertTrue(((Number) samples.get("median")).doubleValue() > 0, figure.key);
    }

    private static long number(Map<?, ?> of, String key) {
        return ((Number) of.get(key)).longValue();
    }

    /** Runs the program as the script does; whether bounds hold is not asked here. */
    private static Map<?, ?> document(String... arguments) {
        PrintStream before = System.out;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
        try {
            Main.run(arguments);
        } finally {
            System.setOut(before);
        }
        return (Map<?, ?>) Json.read(said.toString(StandardCharsets.UTF_8));
    }
}
