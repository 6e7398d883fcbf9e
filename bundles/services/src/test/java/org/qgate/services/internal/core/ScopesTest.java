package org.qgate.services.internal.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.qgate.services.internal.core.FakePackages.version;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.qgate.api.error.QGateException;
import org.qgate.api.extender.CommandRow;
import org.qgate.api.extender.CommandScope;

/** Whose commands have which scope in the shell. */
final class ScopesTest {
    private static final String FIRST = "org.example.first";
    private static final String SECOND = "org.example.second";

    @TempDir
    private Path folder;

    private Node node;

    @BeforeEach
    void boot() {
        node = new Node(folder);
    }

    private void install(String id, String version, String scope) {
        FakePackages.Draft draft = version(version).id(id);
        assertEquals(
                "LIVE",
                node.install(scope.isEmpty() ? draft : draft.commands(scope), Node.ALL)
                        .outcome());
    }

    private List<String> scopes() {
        return node.desk.scopes().stream()
                .map(each -> each.scope() + " " + each.id())
                .toList();
    }

    private void stop(String id) {
        assertEquals("STOPPED", node.change(node.desk.stop(id, "op")).outcome());
    }

    @Test
    void shouldGiveWhoRunsItsScopeAndSayItsCommands() {
        install(FIRST, "1.0.0", "msg");
        CommandScope scope = node.desk.scopes().get(0);
        assertEquals("msg", scope.scope());
        CommandRow row = scope.commands().get(0);
        assertEquals("[NAME]", row.usage());
        assertEquals(List.of(new CommandRow.Argument("NAME", false, "text", "a name")), row.arguments());
        assertEquals("msg", node.desk.commands(FIRST).get(0).scope());
        install(SECOND, "1.0.0", "");
        assertEquals("", node.desk.commands(SECOND).get(0).scope());
        stop(FIRST);
        assertEquals(List.of(), scopes());
    }

    @Test
    void shouldServeWhoComesFirst() {
        install(SECOND, "1.0.0", "msg");
        assertEquals(List.of("msg " + SECOND), scopes());
        install(FIRST, "1.0.0", "msg");
        assertEquals(List.of("msg " + SECOND), scopes());
        assertEquals("", node.desk.commands(FIRST).get(0).scope());
        assertTrue(
                node.gate.events.contains(
                        "note the scope msg is that of " + SECOND + ": commands are run with extender:run"),
                node.gate.events.toString());
        stop(SECOND);
        assertEquals(List.of(), scopes(), "nobody takes the scope of one that is stopped");
        node.restart();
        assertEquals(List.of(), scopes(), "nor at a restart");
        node.change(node.desk.start(SECOND, "op"));
        assertEquals(List.of("msg " + SECOND), scopes());
    }

    @Test
    void shouldGiveAScopeOnThatIsNotUsedAnyMore() {
        install(FIRST, "1.0.0", "msg");
        scopes();
        install(SECOND, "1.0.0", "msg");
        assertEquals(List.of("msg " + FIRST), scopes());
        install(FIRST, "1.1.0", "mail");
        assertEquals(
                List.of("mail " + FIRST, "msg " + SECOND),
                scopes().stream().sorted().toList());
        assertEquals(
                "REMOVED", node.change(node.desk.remove(SECOND, false, "op")).outcome());
        install(SECOND, "1.0.1", "mail");
        assertEquals(List.of("mail " + FIRST), scopes());
        assertEquals(
                "REMOVED", node.change(node.desk.remove(FIRST, false, "op")).outcome());
        assertEquals(List.of("mail " + SECOND), scopes());
    }

    @Test
    void shouldKnowNoneWhileNothingRuns() {
        node.office.close("locked");
        assertEquals(
                "QG-EXT-0019",
                assertThrows(QGateException.class, node.desk::scopes).codeId());
    }
}
