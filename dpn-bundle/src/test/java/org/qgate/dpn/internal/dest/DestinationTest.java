package org.qgate.dpn.internal.dest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.qgate.dpn.internal.dest.Destination.Reason;

/** Names, addresses, and what some resolver would take for one. */
final class DestinationTest {
    @ParameterizedTest
    @CsvSource({
        "example.org, example.org",
        "Example.ORG, example.org",
        "example.org., example.org",
        "_dmarc.example.org, _dmarc.example.org",
        "xn--bcher-kva.example, xn--bcher-kva.example",
        "1.example, 1.example",
        "127.0.0.1.example, 127.0.0.1.example",
        "localhost.example, localhost.example",
        "notlocal.org, notlocal.org"
    })
    void shouldReadNames(String text, String name) {
        assertEquals(new Destination.Name(name), Destination.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.1", "127.0.0.1", "::1", "::ffff:127.0.0.1", "2001:db8::1"})
    void shouldReadCanonicalAddresses(String text) {
        assertInstanceOf(Destination.Literal.class, Destination.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                "a..b",
                ".example.org",
                "example.org..",
                "127.1",
                "127.0.1",
                "2130706433",
                "0",
                "0x7f000001",
                "0x7f.1",
                "0177.0.0.1",
                "127.0.0.01",
                "127.0.0.1.",
                "1.2.3.4.5",
                "1.2.3.256",
                "a.0x",
                "a.1",
                "[::1]",
                "[::ffff:127.0.0.1]",
                "fe80::1%eth0",
                "::1%1",
                ":::",
                "-a.org",
                "a-.org",
                "a b.org",
                "a.org/",
                "a.org:80",
                "user@a.org",
                "*.a.org",
                "b\u00fccher.example",
                "a.org\u0000",
                "a\r\nb.org"
            })
    void shouldRefuseWhatIsNeither(String text) {
        assertEquals(new Destination.Refused(Reason.MALFORMED), Destination.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "LOCALHOST",
                "localhost.",
                "a.localhost",
                "printer.local",
                "x.onion",
                "x.I2P",
                "db.internal",
                "nas.home.arpa",
                "home.arpa",
                "intranet"
            })
    void shouldKeepLocalNamesHere(String text) {
        assertEquals(new Destination.Refused(Reason.LOCAL), Destination.parse(text));
    }

    @Test
    void shouldBoundLengths() {
        String label = "a".repeat(Destination.MAX_LABEL);
        String longest = String.join(".", label, label, label, "a".repeat(61));
        assertEquals(new Destination.Name(longest), Destination.parse(longest));
        assertInstanceOf(Destination.Refused.class, Destination.parse(longest + "a"));
        assertInstanceOf(Destination.Refused.class, Destination.parse(label + "a.org"));
    }
}
