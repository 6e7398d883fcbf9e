package org.qgate.dpn.internal.dest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.qgate.sim.Corpus;
import org.qgate.sim.Cost;

/** Hosts as clients of an exit, and applications, name them: an address, a name of the narrow form, or nothing. */
final class DestinationFuzzTest {
    private static final long BASE = 1 << 20;
    private static final long PER_BYTE = 200;

    @FuzzTest
    void shouldReadInOneWay(byte[] input) {
        Cost.bound(input, BASE, PER_BYTE, () -> Destination.parse(text(input)));
        check(input);
    }

    private static String text(byte[] input) {
        return new String(input, StandardCharsets.ISO_8859_1);
    }

    private static void check(byte[] input) {
        Destination read = Destination.parse(text(input));
        if (read instanceof Destination.Name name) {
            String text = name.name();
            assertEquals(read, Destination.parse(text), "the canonical form is its own");
            assertTrue(text.matches("[a-z0-9_-]{1,63}(\\.[a-z0-9_-]{1,63})+") && text.length() <= 253, text);
            assertFalse(text.matches(".*\\.([0-9]+|0x[0-9a-f]*)"), "no resolver takes it for an address");
            assertTrue(input.length - text.length() <= 1, "only a final dot was dropped");
        } else if (read instanceof Destination.Literal literal) {
            assertEquals(read, Destination.parse(literal.address().toString()));
            assertTrue(input.length <= 45, "the longest text of an address");
        }
    }

    @Test
    void shouldHoldForMutations() {
        Corpus.of(getClass(), "shouldReadInOneWay").mutate(5_000, DestinationFuzzTest::check);
    }

    @Test
    void shouldKeepItsInputs() {
        Map<String, byte[]> made = new TreeMap<>();
        Stream.of(
                        "example.org",
                        "Example.ORG.",
                        "_dmarc.example.org",
                        "127.0.0.1",
                        "127.1",
                        "2130706433",
                        "0x7f.1",
                        "2001:DB8:0:0::1",
                        "::ffff:127.0.0.1",
                        "fe80::1%eth0",
                        "nas.home.arpa",
                        "xn--bcher-kva.example",
                        "a..b")
                .forEach(text -> made.put("host-" + made.size(), text.getBytes(StandardCharsets.US_ASCII)));
        Corpus.of(getClass(), "shouldReadInOneWay").keeps(made);
    }
}
