package org.qgate.dpn.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.qgate.api.base.HealthState;

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
}
