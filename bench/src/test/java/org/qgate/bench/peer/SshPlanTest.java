package org.qgate.bench.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Three nested layers of ssh as files. */
final class SshPlanTest {
    private final SshPlan plan = new SshPlan(Path.of("/x"), List.of(7000, 7001, 7002, 7003));

    @Test
    void shouldReachTheThirdThroughTheFirstTwo() {
        List<String> lines = plan.client().lines().toList();
        assertEquals("ProxyJump hop1", lines.get(lines.indexOf("Host hop2") + 4));
        assertEquals("ProxyJump hop2", lines.get(lines.indexOf("Host hop3") + 4));
        assertEquals(
                2, lines.stream().filter(line -> line.startsWith("ProxyJump")).count());
        assertTrue(lines.contains("StrictHostKeyChecking yes"));
        assertFalse(plan.client().contains("Ciphers"), "whatever both prefer");
    }

    @Test
    void shouldListenOnLoopbackAndTakeOneKey() {
        for (int hop = 1; hop <= SshPlan.HOPS; hop++) {
            List<String> lines = plan.server(hop).lines().toList();
            assertTrue(lines.containsAll(List.of(
                    "ListenAddress 127.0.0.1",
                    "Port " + (7000 + hop),
                    "HostKey /x/host-" + hop,
                    "AuthorizedKeysFile /x/user.pub",
                    "AuthenticationMethods publickey")));
        }
    }
}
