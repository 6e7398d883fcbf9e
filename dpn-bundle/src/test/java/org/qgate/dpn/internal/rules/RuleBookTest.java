package org.qgate.dpn.internal.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.qgate.api.dpn.Rule;
import org.qgate.api.error.QGateException;
import org.qgate.api.store.Namespace;
import org.qgate.dpn.internal.dest.Destination;
import org.qgate.sim.SimHost;
import org.qgate.sim.SimWorld;

/** Patterns, order and storage of rules. */
final class RuleBookTest {
    private final SimHost host = new SimWorld(1).host("10.0.0.1");
    private final RuleBook book = new RuleBook(this::kept);

    private Namespace kept() {
        return host.store().namespace(RuleRecords.NAMESPACE);
    }

    private void set(long id, byte[] record) {
        kept().map(RuleRecords.MAP).put(RuleRecords.key(id), record);
    }

    private RuleAction decide(String host, int port) {
        return book.decide(Destination.parse(host), port, RuleAction.THREE);
    }

    @ParameterizedTest
    @CsvSource({
        "example.org, example.org, 80, true",
        "Example.Org, example.org, 80, true",
        "example.org, www.example.org, 80, false",
        "*.example.org, www.example.org, 80, true",
        "*.example.org, a.b.example.org, 80, true",
        "*.example.org, example.org, 80, false",
        "*.example.org, badexample.org, 80, false",
        "example.org:443, example.org, 443, true",
        "example.org:443, example.org, 80, false",
        "example.org:8000-8100, example.org, 8050, true",
        "192.0.2.0/24, 192.0.2.9, 80, true",
        "192.0.2.0/24, 192.0.3.9, 80, false",
        "192.0.2.7, 192.0.2.7, 80, true",
        "192.0.2.0/24:80, 192.0.2.9, 81, false",
        "2001:db8::/32, 2001:db8::9, 80, true",
        "2001:db8::/32:80, 2001:db8::9, 80, true",
        "[2001:db8::9]:80, 2001:db8::9, 80, true",
        "[2001:db8::]/32:80, 2001:db8::9, 81, false",
        "2001:db8::9, 2001:db8::9, 80, true",
        "192.0.2.0/24, example.org, 80, false",
        "*, example.org, 80, true",
        "*, 192.0.2.1, 80, true",
        "*:25, example.org, 80, false",
        "example.org:443, example.org, 0, true"
    })
    void shouldMatch(String pattern, String host, int port, boolean matches) {
        book.load();
        book.add(pattern, "block");
        assertEquals(matches ? RuleAction.BLOCK : RuleAction.THREE, decide(host, port));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", " ", "a b.org", "example.org:", "example.org:0", "example.org:70000", "example.org:9-8", "*.",
                "*example.org", "a.*.org", "192.0.2.0/33", "127.1", "intranet", "http://example.org", "[::1", "::1/129"
            })
    void shouldRefuseMalformedPatterns(String pattern) {
        book.load();
        QGateException refused = assertThrows(QGateException.class, () -> book.add(pattern, "3"));
        assertEquals("QG-DPN-0006", refused.codeId());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2", "0", "DIRECT", "-1", "allow"})
    void shouldRefuseUnknownActions(String action) {
        book.load();
        assertEquals(
                "QG-DPN-0006",
                assertThrows(QGateException.class, () -> book.add("*", action)).codeId());
    }

    @Test
    void shouldLetTheFirstMatchWinAndCountIt() {
        book.load();
        book.add("www.example.org", "5");
        book.add("*.example.org", "block");
        assertEquals(RuleAction.FIVE, decide("www.example.org", 80));
        assertEquals(RuleAction.BLOCK, decide("ftp.example.org", 80));
        assertEquals(1, book.rules().get(0).hits());
    }

    @Test
    void shouldKeepRulesAcrossRestarts() {
        book.load();
        Rule one = book.add("one.example", "1");
        book.add("two.example:443", "direct");
        assertTrue(book.remove(one.id()));
        assertFalse(book.remove(one.id()));
        RuleBook next = new RuleBook(this::kept);
        next.load();
        assertEquals(book.rules(), next.rules());
        assertTrue(next.add("three.example", "3").id() > 2, "numbers are not used again");
    }

    @Test
    void shouldBlockEverythingWhileTheRulesCannotBeRead() {
        set(1, new byte[] {9});
        assertEquals(
                "QG-BAS-0006", assertThrows(QGateException.class, book::load).codeId());
        assertEquals(RuleAction.BLOCK, decide("example.org", 80));
        assertThrows(QGateException.class, () -> book.add("*", "3"));
        assertEquals(1, host.store().commits(), "nothing was changed");
    }

    @Test
    void shouldKnowNothingOnceItForgot() {
        book.load();
        book.add("example.org", "3");
        book.forget();
        assertFalse(book.readable());
        assertEquals(RuleAction.BLOCK, decide("example.com", 80));
        assertTrue(book.rules().isEmpty());
        book.load();
        assertEquals(1, book.rules().size());
    }

    @Test
    void shouldHandOverWithoutTheStore() {
        book.load();
        book.add("example.org", "5");
        decide("example.org", 80);
        host.store().unreadable(true);
        RuleBook next = new RuleBook(this::kept);
        next.thaw(book.freeze());
        assertEquals(book.rules(), next.rules(), "hits included");
        host.store().unreadable(false);
        assertEquals(2, next.add("example.com", "1").id());
        next.load();
        assertEquals(1, next.rules().get(0).hits(), "they count on");
    }

    @Test
    void shouldTakeOverAnEarlierFileOnce() {
        String file = "{\"schema\":\"qgate.dpn.rules/1\",\"next\":8,\"rules\":"
                + "[{\"id\":3,\"pattern\":\"example.org\",\"action\":\"block\"},{\"id\":7,\"pattern\":\"*\",\"action\":\"3\"}]}";
        host.state().write(RuleRecords.EARLIER_FILE, file.getBytes(StandardCharsets.UTF_8));
        RuleRecords.moveIn(host.state(), kept());
        book.load();
        assertEquals(List.of(3L, 7L), book.rules().stream().map(Rule::id).toList());
        assertEquals(8, book.add("example.com", "5").id());
        assertTrue(host.state().list("dpn").isEmpty(), "erased");
        host.state().write(RuleRecords.EARLIER_FILE, file.getBytes(StandardCharsets.UTF_8));
        book.remove(3);
        RuleRecords.moveIn(host.state(), kept());
        book.load();
        assertEquals(2, book.rules().size(), "what somebody puts there later is not read");
        assertTrue(host.state().list("dpn").isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "02",
                "0200010041000133",
                "01000141000133ff",
                "010001410001",
                "01000141000139",
                "0100012a2a0133"
            })
    void shouldRefuseDamagedRecords(String hex) {
        set(1, HexFormat.of().parseHex(hex));
        assertEquals(
                "QG-BAS-0006", assertThrows(QGateException.class, book::load).codeId());
    }

    @Test
    void shouldNotDecideByWhatWasNotStored() {
        book.load();
        host.store().full(true);
        assertEquals(
                "QG-STO-0005",
                assertThrows(QGateException.class, () -> book.add("*", "block")).codeId());
        assertEquals(RuleAction.THREE, decide("example.org", 80));
        assertTrue(book.rules().isEmpty());
    }
}
