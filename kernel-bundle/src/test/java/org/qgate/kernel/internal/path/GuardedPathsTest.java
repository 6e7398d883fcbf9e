package org.qgate.kernel.internal.path;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.qgate.api.NodeId;
import org.qgate.api.config.ConfigSpec;
import org.qgate.api.error.QGateException;
import org.qgate.crypto.internal.CryptoProvider;
import org.qgate.kernel.internal.Archive;
import org.qgate.kernel.internal.SimArchive;
import org.qgate.kernel.internal.SimEnv;
import org.qgate.kernel.internal.directory.Relay;
import org.qgate.kernel.internal.directory.View;
import org.qgate.sim.SimHost;
import org.qgate.sim.SimWorld;

/** Path selection and guards ([PATH-1] to [PATH-9]). */
final class GuardedPathsTest {
    private static final NodeId SELF = Views.id(999);
    private static final long DAY = 86_400_000;
    private final SimWorld world = new SimWorld(20261120);
    private final SimHost host = world.host("11.99.0.1");
    private View view = View.NONE;
    private SimEnv env;
    private GuardedPaths paths;

    private void start(View from, String... config) {
        begin(from, config);
        world.runUntil("guards are read", paths::ready, 1_000);
    }

    private void begin(View from, String... config) {
        view = from;
        env = new SimEnv(host, new CryptoProvider(host.random(), host.state(), host.clock()));
        paths = new GuardedPaths(env, SELF, () -> view, SimArchive.of(host), settings(config));
        env.open();
        env.turn(paths::start);
    }

    private static PathSettings settings(String... config) {
        Map<String, String> map = new HashMap<>();
        for (int i = 0; i < config.length; i += 2) {
            map.put(config[i], config[i + 1]);
        }
        return PathSettings.from(new ConfigSpec("org.qgate.kernel", PathSettings.KEYS).read(map));
    }

    private byte[] kept() {
        return SimArchive.value(host, Archive.GUARDS, GuardedPaths.SAMPLE);
    }

    private List<Relay> choose(int hops, int port, NodeId... exclude) {
        List<List<Relay>> chosen = new ArrayList<>();
        env.turn(() -> chosen.add(paths.choose(new PathRequest(hops, port, null, Set.of(exclude), Set.of()))));
        return chosen.get(0);
    }

    private NodeId guard() {
        return choose(3, 80).get(0).id();
    }

    private void firstHop(NodeId guard, boolean reached) {
        env.turn(() -> paths.firstHop(guard, reached));
    }

    /** Many relays: 1 to 10 guards only, 11 to 15 exits only, 16 to 20 neither. */
    private static View wide() {
        List<Relay> relays = new ArrayList<>();
        for (int i = 1; i <= 20; i++) {
            relays.add(i <= 10 ? Views.relay(i, "guard") : i <= 15 ? Views.relay(i, "exit") : Views.relay(i));
        }
        return Views.of(relays);
    }

    @Test
    void shouldChooseGuardMiddleAndExit() {
        start(wide());
        for (int hops : new int[] {3, 5}) {
            List<Relay> path = choose(hops, 443);
            assertEquals(hops, path.size());
            assertTrue(path.get(0).flags().contains("guard"));
            assertTrue(path.get(hops - 1).exitsTo(443));
            assertEquals(hops, new HashSet<>(path).size());
        }
        assertEquals(1, choose(1, 80).size());
        assertTrue(choose(1, 80).get(0).exitsTo(80));
    }

    @Test
    void shouldKeepOneGuardAndVaryTheRest() {
        start(wide());
        NodeId guard = guard();
        Set<NodeId> exits = new HashSet<>();
        Set<NodeId> middles = new HashSet<>();
        for (int i = 0; i < 300; i++) {
            List<Relay> path = choose(3, 80);
            assertEquals(guard, path.get(0).id());
            middles.add(path.get(1).id());
            exits.add(path.get(2).id());
        }
        assertEquals(5, exits.size());
        assertTrue(middles.size() >= 17, "" + middles.size());
    }

    @Test
    void shouldMoveToTheNextGuardOnlyWhileTheFirstIsUnreachable() {
        start(wide());
        NodeId first = guard();
        firstHop(first, true);
        firstHop(first, false);
        NodeId second = guard();
        assertNotEquals(first, second);
        firstHop(second, true);
        assertEquals(second, guard());
        world.run(31_000);
        assertEquals(first, guard(), "tried again after its rest");
        firstHop(first, false);
        world.run(31_000);
        assertEquals(second, guard(), "the rest doubles");
        world.run(31_000);
        assertEquals(first, guard());
        firstHop(first, true);
        assertEquals(first, guard());
    }

    @Test
    void shouldTryTheFirstWhenNoneCanBeReached() {
        start(wide());
        Set<NodeId> tried = new HashSet<>();
        for (int i = 0; i < 10; i++) {
            NodeId guard = guard();
            tried.add(guard);
            firstHop(guard, false);
        }
        assertEquals(10, tried.size());
        assertTrue(tried.contains(guard()), "rather than none");
    }

    @Test
    void shouldPreferConfirmedGuardsInTheirOrder() {
        start(wide());
        NodeId first = guard();
        firstHop(first, false);
        NodeId second = guard();
        firstHop(second, true);
        world.run(31_000);
        assertEquals(second, guard(), "the first never carried a circuit");
    }

    @Test
    void shouldRememberGuardsAcrossRestarts() {
        start(wide());
        NodeId guard = guard();
        firstHop(guard, true);
        world.run(2_000);
        host.restart();
        start(wide());
        assertEquals(guard, guard());
    }

    @Test
    void shouldWaitForGuardsThatCannotBeRead() {
        start(wide());
        NodeId guard = guard();
        firstHop(guard, true);
        world.run(2_000);
        byte[] kept = kept();
        host.restart();
        host.store().unreadable(true);
        begin(wide());
        world.run(60_000);
        assertFalse(paths.ready());
        assertTrue(
                refused(3, 80).getMessage().contains("cannot be read from the store, tried every 5 s"),
                paths.problem());
        assertEquals(paths.problem(), paths.waitingFor());
        host.store().unreadable(false);
        assertArrayEquals(kept, kept(), "nothing was written meanwhile");
        world.runUntil("guards are read", paths::ready, 6_000);
        assertEquals("", paths.problem() + paths.waitingFor());
        assertEquals(guard, guard());
    }

    @Test
    void shouldKeepDamagedGuardsAside() {
        start(wide());
        guard();
        world.run(2_000);
        byte[] damaged = Arrays.copyOf(kept(), 70);
        SimArchive.set(host, Archive.GUARDS, GuardedPaths.SAMPLE, damaged);
        host.restart();
        start(wide());
        firstHop(guard(), true);
        world.run(2_000);
        assertArrayEquals(damaged, SimArchive.value(host, Archive.GUARDS, "damaged/sample"));
        assertTrue(kept().length > 70, "others were chosen and kept");
        assertTrue(paths.problem().contains("are kept as damaged/sample"), paths.problem());
        Map<String, Object> frozen = paths.freeze();
        paths = new GuardedPaths(env, SELF, () -> view, SimArchive.of(host), settings());
        paths.thaw(frozen);
        assertTrue(paths.problem().contains("damaged"), "a hand-over is no restart");
        host.restart();
        start(wide());
        assertEquals("", paths.problem());
    }

    @Test
    void shouldNotOverwriteDamagedGuardsThatCannotBeKeptAside() {
        SimArchive.set(host, Archive.GUARDS, GuardedPaths.SAMPLE, new byte[] {9});
        host.store().full(true);
        begin(wide());
        world.run(20_000);
        assertFalse(paths.ready());
        host.store().full(false);
        world.runUntil("they are kept aside", paths::ready, 6_000);
        assertArrayEquals(new byte[] {9}, SimArchive.value(host, Archive.GUARDS, "damaged/sample"));
    }

    @Test
    void shouldReadGuardsAfterAHandOverWhenTheyWereNotReadBefore() {
        start(wide());
        NodeId guard = guard();
        firstHop(guard, true);
        world.run(2_000);
        host.restart();
        host.store().unreadable(true);
        begin(wide());
        world.run(2_000);
        Map<String, Object> frozen = paths.freeze();
        host.store().unreadable(false);
        paths = new GuardedPaths(env, SELF, () -> view, SimArchive.of(host), settings());
        paths.thaw(frozen);
        assertFalse(paths.ready());
        env.turn(paths::start);
        world.runUntil("guards are read", paths::ready, 1_000);
        assertEquals(guard, guard());
    }

    @Test
    void shouldHandGuardsOver() {
        start(wide());
        NodeId first = guard();
        firstHop(first, true);
        firstHop(first, false);
        NodeId second = guard();
        firstHop(second, true);
        Map<String, Object> frozen = paths.freeze();
        GuardedPaths next = new GuardedPaths(env, SELF, () -> view, SimArchive.of(host), settings());
        next.thaw(frozen);
        next.start();
        assertTrue(next.ready());
        paths = next;
        assertEquals(second, guard());
        world.run(31_000);
        assertEquals(first, guard());
    }

    @Test
    void shouldReplaceGuardsAfterTheirLifetime() {
        start(wide());
        NodeId first = guard();
        firstHop(first, true);
        Set<NodeId> seen = new HashSet<>();
        for (int day = 0; day < 130; day++) {
            world.run(DAY);
            Relay[] relays = wide().sorted().toArray(Relay[]::new);
            long now = host.clock().wallMs();
            view = new View(
                    "day" + day,
                    now - 1000,
                    now + DAY,
                    now + 2 * DAY,
                    1,
                    Views.of(relays).relays());
            seen.add(guard());
        }
        assertTrue(seen.size() >= 2, "the guard of the first day was kept for 130 days");
        assertTrue(seen.size() <= 12);
    }

    @Test
    void shouldForgetGuardsThatLeft() {
        start(wide());
        NodeId first = guard();
        View without = Views.of(
                wide().sorted().stream().filter(one -> !one.id().equals(first)).toArray(Relay[]::new));
        view = without;
        assertNotEquals(first, guard());
        long now = host.clock().wallMs();
        view = new View("back", now - 1000, now + DAY, now + 2 * DAY, 1, wide().relays());
        assertEquals(first, guard(), "it came back soon");
    }

    @Test
    void shouldHonourExclusionsAndNeverUseItself() {
        start(Views.of(
                Views.relay(1, "guard"),
                Views.relay(2, "guard"),
                Views.relay(3, "exit"),
                Views.relay(4, "exit"),
                Views.relay(5),
                Views.relay(999, "guard", "exit")));
        for (int i = 0; i < 50; i++) {
            List<Relay> path = choose(3, 80, Views.id(4), Views.id(1));
            assertEquals(Views.id(2), path.get(0).id());
            assertEquals(Views.id(3), path.get(2).id());
        }
        QGateException none = refused(3, 80, Views.id(3), Views.id(4));
        String said = none.getMessage();
        assertTrue(said.contains("no exit serves it; 3 relays known and allowed, 0 exits"), said);
    }

    @Test
    void shouldSayWhatIsLacking() {
        start(Views.of(Views.relay(1, "guard"), Views.relay(2, "guard", "exit")));
        assertTrue(refused(3, 25).getMessage().contains("port 25: no exit serves it"));
        QGateException tooFew = refused(3, 80);
        assertEquals("QG-KRN-0003", tooFew.codeId());
        assertTrue(tooFew.getMessage().contains("1 exits for it, 2 guards, 2 subnets"), tooFew.getMessage());
        assertTrue(refused(2, 80).getMessage().contains("allowed: 1, 3, 5"));
        view = Views.of(Views.relay(2, "exit"));
        assertTrue(refused(3, 80).getMessage().contains("no guard is left"));
        view = View.NONE;
        assertEquals("QG-KRN-0002", refused(3, 80).codeId());
    }

    @Test
    void shouldRelaxTheSubnetRuleByConfigurationOnly() {
        View crowded = Views.of(
                Views.relay(1, "127.0.1.1:4001", "", Set.of("guard"), 1000),
                Views.relay(2, "127.0.1.2:4001", "", Set.of("guard"), 1000),
                Views.relay(3, "127.0.1.3:4001", "", Set.of("guard", "exit"), 1000));
        start(crowded);
        assertTrue(refused(3, 80).getMessage().contains("1 subnets"));
        host.restart();
        start(crowded, "distinct_subnets", "false");
        assertEquals(3, choose(3, 80).size());
        host.restart();
        start(crowded, "subnet_prefix_v4", "32");
        assertEquals(3, choose(3, 80).size());
    }

    @Test
    void shouldFindThePathThatExistsInASmallNetwork() {
        View tight = Views.of(
                Views.relay(1, "11.1.0.1:1", "a", Set.of("guard", "exit"), 9_000),
                Views.relay(2, "11.2.0.1:1", "a", Set.of("guard", "exit"), 9_000),
                Views.relay(3, "11.3.0.1:1", "", Set.of("guard"), 1),
                Views.relay(4, "11.4.0.1:1", "b", Set.of(), 1));
        start(tight);
        for (int i = 0; i < 100; i++) {
            List<Relay> path = choose(3, 80);
            assertEquals(Views.id(3), path.get(0).id());
            assertEquals(Views.id(4), path.get(1).id());
        }
    }

    @Test
    void shouldKeepTheGuardThoughItIsAnExitToo() {
        start(Views.of(
                Views.relay(1, "guard", "exit"), Views.relay(2, "guard", "exit"), Views.relay(3, "guard", "exit")));
        NodeId guard = guard();
        for (int i = 0; i < 100; i++) {
            assertEquals(guard, guard());
        }
    }

    private QGateException refused(int hops, int port, NodeId... exclude) {
        return assertThrows(QGateException.class, () -> choose(hops, port, exclude));
    }
}
