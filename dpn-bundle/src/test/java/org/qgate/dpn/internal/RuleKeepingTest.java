package org.qgate.dpn.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.qgate.api.base.HealthState;
import org.qgate.sim.SimSocket;

/** The operator's rules come and go with the store; without them nobody is served. */
final class RuleKeepingTest {
    private final Bench bench = new Bench();

    @Test
    void shouldServeNobodyWithoutAStore() {
        bench.store.clear(bench.node.store());
        bench.start();
        assertEquals("QG-DPN-0008", bench.node.health().of("dpn.rules").code());
        assertTrue(Bench.text(bench.connect("example.org:80")).startsWith("HTTP/1.1 503 "));
        assertEquals(1, bench.socks(1, "example.org", 80).received()[3], "general failure");
        bench.store.set(bench.node.store());
        bench.world.run(1_100);
        assertEquals(HealthState.OK, bench.node.health().of("dpn.rules").state());
        bench.connect("example.org:80");
        assertEquals(1, bench.overlay.opened.size());
    }

    @Test
    void shouldForgetTheRulesWithTheKeysAndNotWithAnUpdateOfTheStore() {
        bench.start();
        bench.core.rules().add("*.example.org", "block");
        bench.store.clear(bench.node.store());
        bench.world.run(1_500);
        assertTrue(bench.core.rules().readable(), "a store that is replaced is back soon");
        bench.world.run(3_000);
        assertFalse(bench.core.rules().readable(), "nobody knows any more what was told to the store");
        bench.store.set(bench.node.store());
        bench.world.run(1_100);
        assertEquals(1, bench.core.rules().rules().size());
        bench.core.locked(true);
        assertTrue(bench.core.rules().rules().isEmpty(), "at once");
        bench.world.run(5_000);
        assertFalse(bench.core.rules().readable(), "whatever the store still tells");
        bench.core.locked(false);
        bench.world.run(1_100);
        assertEquals(1, bench.core.rules().rules().size());
    }

    private SimSocket direct() {
        SimSocket socket = bench.connect(Bench.WEB.toString());
        assertTrue(Bench.text(socket).startsWith("HTTP/1.1 200 "), Bench.text(socket));
        return socket;
    }

    private void assertEchoes(SimSocket socket, String word) {
        socket.send(word.getBytes(StandardCharsets.US_ASCII));
        bench.world.run(500);
        assertTrue(Bench.text(socket).endsWith(word), Bench.text(socket));
    }

    @Test
    void shouldEndDirectConnectionsWhenTheKeysStayAway() {
        bench.web.echo().listen(Bench.WEB);
        bench.start();
        bench.core.rules().add("*", "direct");
        SimSocket standing = direct();
        bench.core.locked(true);
        bench.world.run(28_000);
        assertEchoes(standing, "still");
        SimSocket asking = bench.send(Bench.HTTP, "CONNECT ");
        bench.world.run(3_000);
        assertTrue(standing.inputClosed() || standing.closed() != null, "31 s after the lock");
        assertTrue(asking.isOpen() && !asking.inputClosed(), "who asks is answered");
        asking.send("example.org:80 HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        bench.world.run(200);
        assertTrue(Bench.text(asking).startsWith("HTTP/1.1 503 "), Bench.text(asking));
        bench.core.locked(false);
        bench.world.run(1_100);
        assertEchoes(direct(), "again");
    }

    @Test
    void shouldGoOnWhenTheKeysComeBackInTime() {
        bench.web.echo().listen(Bench.WEB);
        bench.start();
        bench.core.rules().add("*", "direct");
        SimSocket standing = direct();
        for (int i = 0; i < 2; i++) {
            bench.core.locked(true);
            bench.world.run(28_000);
            bench.core.locked(false);
            bench.world.run(1_100);
        }
        bench.world.run(60_000);
        assertEchoes(standing, "on");
    }

    /** A destination that answers after the lock is not joined to anybody. */
    @Test
    void shouldNotBeginADirectConnectionWithoutItsRule() {
        bench.web.echo().listen(Bench.WEB);
        bench.node.names().put("direct.example", Bench.WEB.address());
        bench.start();
        bench.core.rules().add("*", "direct");
        SimSocket calling = bench.application.dial(Bench.HTTP);
        bench.world.runUntil("connected", calling::isOpen, 1_000);
        calling.send("CONNECT direct.example:80 HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        bench.world.runUntil("decided", () -> !bench.node.names().asked().isEmpty(), 1_000);
        bench.core.locked(true);
        bench.world.run(5_000);
        assertTrue(Bench.text(calling).startsWith("HTTP/1.1 503 "), Bench.text(calling));
    }
}
