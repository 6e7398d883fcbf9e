package org.qgate.testnet.extender;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A real node is killed by the operating system while an extender changes: its next start has the version before or the
 * one after, with its grants and with what it kept.
 */
@Timeout(600)
final class KilledExtenderIT {
    private static final String OLD = "1.0.0";
    private static final String NEW = "1.1.0";

    private EchoNode node;

    @BeforeEach
    void start() throws IOException {
        node = EchoNode.start("killed");
        node.install(node.packages().echo(OLD), "net.accept", "net.dial");
        node.run(EchoNode.ECHO, "call " + node.id() + " one");
        node.json("extender:stop --json " + EchoNode.ECHO); // it writes what it counted
        node.json("extender:start --json " + EchoNode.ECHO);
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void shouldStartAgainFromTheMidstOfAnUpdate() throws Exception {
        update(20);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 50, 100, 200, 400, 700, 1_000, 1_500, 2_500})
    @EnabledIfSystemProperty(named = "qgate.long", matches = "true", disabledReason = "takes long: ./qgate test --long")
    void shouldStartAgainFromAnyMomentOfAnUpdate(int afterMs) throws Exception {
        update(afterMs);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 100, 200, 400, 1_000})
    @EnabledIfSystemProperty(named = "qgate.long", matches = "true", disabledReason = "takes long: ./qgate test --long")
    void shouldStartAgainFromAnyMomentOfARollback(int afterMs) throws Exception {
        node.json("extender:update --json --yes " + node.packages().echo(NEW));
        killedAt(afterMs, "extender:rollback --json --background " + EchoNode.ECHO);
        assertWhole();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 100, 400})
    @EnabledIfSystemProperty(named = "qgate.long", matches = "true", disabledReason = "takes long: ./qgate test --long")
    void shouldBeThereOrGoneAfterAnyMomentOfARemoval(int afterMs) throws Exception {
        killedAt(afterMs, "extender:remove --json --background --erase --yes " + EchoNode.ECHO);
        boolean there = node.json("extender:list --json").toString().contains(EchoNode.ECHO);
        System.out.println("killed " + afterMs + " ms after a removal began: " + (there ? "there" : "gone"));
        if (!there) {
            node.install(node.packages().echo(OLD), "net.accept", "net.dial");
        }
        node.awaitState(EchoNode.ECHO, "LIVE", "PROBATION");
        node.run(EchoNode.ECHO, "call " + node.id() + " again");
    }

    private void update(int afterMs) throws Exception {
        killedAt(
                afterMs,
                "extender:update --json --background --yes " + node.packages().echo(NEW));
        assertWhole();
    }

    private void killedAt(int afterMs, String command) throws IOException {
        node.json(command);
        long endNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(afterMs);
        for (long left = endNs - System.nanoTime(); left > 0; left = endNs - System.nanoTime()) {
            LockSupport.parkNanos(left); // the moment is what is tested: any of them is a good one
        }
        node.kill();
        node.startAgain();
    }

    /** One of both versions serves, with what was granted and kept. */
    private void assertWhole() {
        node.awaitState(EchoNode.ECHO, "LIVE", "PROBATION");
        Map<?, ?> info = node.info(EchoNode.ECHO);
        System.out.println("after the kill: " + info.get("version") + " " + info.get("state"));
        assertTrue(List.of(OLD, NEW).contains(info.get("version")), info::toString);
        assertTrue(((Number) info.get("storeBytes")).longValue() > 0, info::toString);
        List<?> rows = (List<?>)
                node.json("extender:permissions --json " + EchoNode.ECHO).get("permissions");
        rows.forEach(row -> assertEquals(true, ((Map<?, ?>) row).get("granted"), row::toString));
        List<List<String>> said = node.run(EchoNode.ECHO, "call " + node.id() + " again");
        assertEquals("again", said.get(0).get(1), said::toString);
        EchoNode.await(
                "what was counted before the kill is kept", this::counted, () -> node.run(EchoNode.ECHO, "stats"));
    }

    /** Two calls in all: one before and one after the kill. */
    private boolean counted() {
        return node.run(EchoNode.ECHO, "stats").contains(List.of("requests of all starts", "2"));
    }
}
