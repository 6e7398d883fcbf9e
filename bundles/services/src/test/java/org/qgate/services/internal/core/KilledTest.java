package org.qgate.services.internal.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.qgate.api.extender.ExtenderInfo;
import org.qgate.api.store.StoreMap;
import org.qgate.ext.Permission;
import org.qgate.gate.Permit;
import org.qgate.services.internal.record.Dossier;
import org.qgate.services.internal.record.Ledger;

/**
 * The process is killed before each durable write of each change in turn: afterwards there is the old version or the new
 * one. The same when only this bundle is replaced there: then what runs at the gate goes on.
 */
final class KilledTest {
    private static final String ID = Node.ID;
    private static final byte[] KEY = {1};

    @TempDir
    private Path folder;

    private FakePackages.Draft echo(String version, long epoch) {
        return FakePackages.version(version).epoch(epoch).asks(Permission.NET_ACCEPT, "echo/1");
    }

    /** A node whose extender brings its data to the epoch of its version, and must never meet newer data. */
    private Node node() {
        Node node = new Node(folder);
        node.gate.onStart = permit -> migrate(node, permit);
        node.gate.confines = true;
        return node;
    }

    private static StoreMap data(Node node) {
        return node.disk.store.namespace(ExtenderData.namespace(ID)).map("data");
    }

    private static void migrate(Node node, Permit permit) {
        long own = Long.parseLong(permit.version().substring(0, 1));
        long found = data(node)
                .get(KEY)
                .map(value -> ByteBuffer.wrap(value).getLong())
                .orElse(0L);
        assertTrue(found <= own, permit.version() + " met data of epoch " + found);
        data(node).put(KEY, ByteBuffer.allocate(8).putLong(own).array());
    }

    private void before(Node node, List<FakePackages.Draft> versions) {
        versions.forEach(
                each -> assertEquals("LIVE", node.install(each, Node.ALL).outcome()));
    }

    /** Kills before each write in turn until the change is done; returns how many writes it has. */
    private int eachPoint(
            List<FakePackages.Draft> earlier, Consumer<Node> change, Set<String> allowed, boolean process) {
        Set<String> seen = new TreeSet<>();
        for (int point = 0; ; point++) {
            Node node = node();
            before(node, earlier);
            boolean done = run(node, change, point);
            if (process) {
                node.restart();
            } else {
                node.disk.left = Integer.MAX_VALUE;
                node.take();
            }
            String live = check(node, "killed before write " + point);
            assertTrue(allowed.contains(live), "point " + point + ": '" + live + "', allowed: " + allowed);
            seen.add(live);
            List<Dossier> once = dossiers(node);
            node.restart();
            check(node, "second start after point " + point);
            assertEquals(once, dossiers(node), "a second start changes nothing");
            if (done) {
                assertEquals(allowed, seen, "both ends were seen");
                return point;
            }
        }
    }

    private static List<Dossier> dossiers(Node node) {
        return new Ledger(() -> node.disk.store.namespace(Ledger.NAMESPACE)).dossiers();
    }

    private static boolean run(Node node, Consumer<Node> change, int point) {
        node.disk.left = point;
        try {
            change.accept(node);
            return true;
        } catch (Killed here) {
            return false;
        }
    }

    /** Everything fits together; returns the version in office, or nothing. */
    private static String check(Node node, String when) {
        Optional<ExtenderInfo> info = node.desk.info(ID);
        FakeGate.One serving = node.gate.serving(ID);
        String live = info.map(ExtenderInfo::version).orElse("");
        assertEquals(live, serving == null ? "" : serving.permit.version(), when + ", events: " + node.gate.events);
        assertEquals(live.isEmpty() ? 0 : 1, node.gate.instances.size(), when);
        boolean bundle = serving != null && serving.bundleId != Running.NO_BUNDLE;
        assertEquals(bundle ? 1 : 0, node.gate.bundles.size(), when);
        for (Dossier dossier : dossiers(node)) {
            assertEquals(Optional.empty(), dossier.versions().pending(), when);
            Set<String> kept = new TreeSet<>();
            dossier.versions().all().forEach(each -> kept.add("services/packages/" + each.sha256() + ".qsx"));
            assertEquals(kept, node.disk.files.keySet(), when);
        }
        node.desk.changes().forEach(each -> assertTrue(!each.outcome().isEmpty(), when + ": " + each));
        if (info.isEmpty()) {
            assertEquals(Set.of(), node.disk.files.keySet(), when);
        }
        return live;
    }

    private Consumer<Node> install(FakePackages.Draft draft) {
        return node -> node.desk.install(node.file(draft.pack()), Node.ALL, false, "op");
    }

    @Test
    void shouldInstallOrNot() {
        assertTrue(eachPoint(List.of(), install(echo("1.0.0", 1)), Set.of("", "1.0.0"), true) >= 3);
        eachPoint(List.of(), install(echo("1.0.0", 1)), Set.of("", "1.0.0"), false);
    }

    @Test
    void shouldUpdateOrNot() {
        List<FakePackages.Draft> one = List.of(echo("1.0.0", 1));
        eachPoint(one, install(echo("1.1.0", 1)), Set.of("1.0.0", "1.1.0"), true);
        eachPoint(one, install(echo("1.1.0", 1)), Set.of("1.0.0", "1.1.0"), false);
    }

    @Test
    void shouldComeToAProcessAndBackOrNot() {
        List<FakePackages.Draft> within = List.of(echo("1.0.0", 1));
        List<FakePackages.Draft> alone = List.of(echo("1.0.0", 1).process());
        for (boolean process : new boolean[] {true, false}) {
            eachPoint(within, install(echo("1.1.0", 1).process()), Set.of("1.0.0", "1.1.0"), process);
            eachPoint(alone, install(echo("1.1.0", 1)), Set.of("1.0.0", "1.1.0"), process);
        }
        Consumer<Node> stranger = install(echo("1.0.0", 1).publisher(2).bringsKey());
        eachPoint(List.of(), stranger, Set.of("", "1.0.0"), true);
    }

    @Test
    void shouldUpdateToAnotherEpochOrNot() {
        List<FakePackages.Draft> one = List.of(echo("1.0.0", 1));
        eachPoint(one, install(echo("2.0.0", 2)), Set.of("1.0.0", "2.0.0"), true);
        eachPoint(one, install(echo("2.0.0", 2)), Set.of("1.0.0", "2.0.0"), false);
        List<FakePackages.Draft> two = List.of(echo("1.0.0", 1), echo("2.0.0", 2));
        eachPoint(two, install(echo("3.0.0", 3)), Set.of("2.0.0", "3.0.0"), true);
    }

    @Test
    void shouldGoBackOrNot() {
        List<FakePackages.Draft> two = List.of(echo("1.0.0", 1), echo("1.1.0", 1));
        Consumer<Node> back = node -> node.desk.rollback(ID, "op");
        eachPoint(two, back, Set.of("1.0.0", "1.1.0"), true);
        eachPoint(two, back, Set.of("1.0.0", "1.1.0"), false);
    }

    @Test
    void shouldGoBackToAnEarlierEpochOrNot() {
        List<FakePackages.Draft> two = List.of(echo("1.0.0", 1), echo("2.0.0", 2));
        Consumer<Node> back = node -> node.desk.rollback(ID, "op");
        eachPoint(two, back, Set.of("1.0.0", "2.0.0"), true);
    }

    @Test
    void shouldRemoveOrNot() {
        Consumer<Node> remove = node -> node.desk.remove(ID, true, "op");
        eachPoint(List.of(echo("1.0.0", 1)), remove, Set.of("", "1.0.0"), true);
        Node node = node();
        before(node, List.of(echo("1.0.0", 1)));
        assertTrue(data(node).get(KEY).isPresent());
        assertEquals("REMOVED", node.change(node.desk.remove(ID, true, "op")).outcome());
        assertTrue(data(node).get(KEY).isEmpty(), "erased");
    }
}
