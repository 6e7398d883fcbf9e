package org.qgate.shell.internal.command.extender;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.apache.karaf.shell.api.console.Candidate;
import org.apache.karaf.shell.api.console.Command;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Registry;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.api.console.SessionFactory;
import org.apache.karaf.shell.impl.console.RegistryImpl;
import org.apache.karaf.shell.support.parsing.CommandLineImpl;
import org.junit.jupiter.api.Test;
import org.qgate.api.extender.CommandScope;
import org.qgate.api.vault.VaultState;
import org.qgate.shell.internal.KnownExtenders;
import org.qgate.shell.internal.view.Page;

/** Commands of extenders under names in the shell: when they are there, whose they are, and what they take. */
final class ScopedCommandsTest {
    private final Desk desk = new Desk();
    private final Registry registry = new RegistryImpl(null);
    private final ScopedCommands commands =
            new ScopedCommands(desk.bench.services, factory(registry), desk.bench.host.scheduler());

    private static SessionFactory factory(Registry registry) {
        return (SessionFactory) Proxy.newProxyInstance(
                ScopedCommandsTest.class.getClassLoader(),
                new Class<?>[] {SessionFactory.class},
                (proxy, method, arguments) -> registry);
    }

    private Command command(String name) {
        return registry.getCommand("echo", name);
    }

    private int run(boolean terminal, String... words) {
        Page page = desk.bench.page(terminal, false);
        return ((ScopedCommand) command("stats")).run(null, List.of(words), page);
    }

    private String last() {
        return desk.extenders.asked.get(desk.extenders.asked.size() - 1);
    }

    @Test
    void shouldComeAndGoWithTheExtender() throws Exception {
        commands.look();
        Command stats = command("stats");
        assertEquals("Says how often.", stats.getDescription());
        desk.extenders.scopes = List.of(KnownExtenders.scope(KnownExtenders.ID, "echo", "stats", "more"));
        commands.look();
        assertSame(stats, command("stats"), "what has not changed stays");
        assertEquals(List.of("echo:more", "echo:stats"), commands.names());
        desk.extenders.scopes = List.of();
        commands.look();
        assertNull(command("stats"));
        assertNull(command("more"));
    }

    @Test
    void shouldFollowAChangeAtOnce() {
        desk.extenders.scopes = List.of();
        commands.look();
        desk.extenders.scopes = List.of(KnownExtenders.scope(KnownExtenders.ID, "echo", "stats"));
        ExtenderRollbackCommand rollback = new ExtenderRollbackCommand();
        rollback.id = KnownExtenders.ID;
        assertEquals(0, desk.piped(rollback));
        assertEquals(List.of("echo:stats"), commands.names());
    }

    @Test
    void shouldStayWhileWhatGovernsExtendersIsReplaced() {
        commands.look();
        desk.bench.unbind(desk.extenders);
        commands.look();
        assertEquals(List.of("echo:stats"), commands.names());
        desk.bench.bind(desk.extenders);
        desk.extenders.locked = true;
        commands.look();
        assertEquals(List.of("echo:stats"), commands.names(), "it is about to leave");
        desk.vault.state = VaultState.LOCKED;
        commands.look();
        assertEquals(List.of(), commands.names());
    }

    @Test
    void shouldLeaveOthersTheirCommands() throws Exception {
        ScopedCommands before = new ScopedCommands(desk.bench.services, factory(registry), desk.bench.host.scheduler());
        before.look();
        Command theirs = command("stats");
        commands.look();
        assertSame(theirs, command("stats"));
        assertEquals(List.of(), commands.names());
        before.stop();
        assertNull(command("stats"));
        commands.look();
        assertEquals(List.of("echo:stats"), commands.names());
        commands.stop();
        commands.look();
        assertNull(command("stats"), "nothing comes back once it has stopped");
    }

    @Test
    void shouldLeaveOthersTheirScopes() {
        CommandScope echo = KnownExtenders.scope(KnownExtenders.ID, "*", "echo");
        Command theirs =
                new ScopedCommand(desk.bench.services, echo, echo.commands().get(0));
        registry.register(theirs); // as the platform does for a scope of commands
        commands.look();
        assertEquals(List.of(), commands.names());
        registry.unregister(theirs);
        commands.look();
        assertEquals(List.of("echo:stats"), commands.names());
    }

    @Test
    void shouldRunAndBeRecordedAsExtenderRunIs() {
        commands.look();
        assertEquals(0, run(false, "you", "/tmp/file", "how", "are", "you"));
        assertEquals("run org.example.echo stats [you, /tmp/file, how, are, you] 30000", last());
        assertTrue(desk.bench.out().contains("calls"), desk.bench.out());
        assertTrue(desk.audit().contains("extender:run"), desk.audit());
        assertTrue(desk.audit().contains("org.example.echo stats"), desk.audit());
        assertFalse(desk.audit().contains("how are"), "what was typed is not recorded");
        assertFalse(desk.audit().contains("/tmp/file"), "what was typed is not recorded");
    }

    @Test
    void shouldTakeOptionsAnywhereButInTheRestOfTheLine() {
        commands.look();
        assertEquals(0, run(false, "you", "--json", "--timeout", "5"));
        assertEquals("run org.example.echo stats [you] 5000", last());
        assertEquals("qgate.extender-answer/1", desk.bench.document().get("schema"));
        assertEquals(0, run(false, "--timeout=7", "you", "f", "well", "--json", "-x"));
        assertEquals("run org.example.echo stats [you, f, well, --json, -x] 7000", last());
        assertEquals(0, run(false, "-1", "--", "--json"));
        assertEquals("run org.example.echo stats [-1, --json] 30000", last());
        int asked = desk.extenders.asked.size();
        assertEquals(64, run(false, "--wrong"));
        assertTrue(desk.bench.err().contains("--wrong"), desk.bench.err());
        assertEquals(64, run(false, "--timeout", "soon"));
        assertEquals(64, run(false, "--timeout", "601"));
        assertEquals(0, run(false, "you", "--dry-run"));
        assertTrue(desk.bench.out().contains("would do: extender:run"), desk.bench.out());
        assertEquals(asked, desk.extenders.asked.size(), "nothing of these ran");
    }

    @Test
    void shouldHelp() {
        commands.look();
        assertEquals(0, run(true, "--help"));
        String help = desk.bench.out();
        for (String part :
                List.of("echo:stats", "NAME", "[TEXT...]", "its whole path", "--timeout", "org.example.echo")) {
            assertTrue(help.contains(part), help);
        }
    }

    @Test
    void shouldComplete() {
        commands.look();
        assertEquals(List.of("echo:stats"), complete(false, 0, "ec"));
        assertEquals(List.of("stats"), complete(true, 0, "st"));
        assertTrue(complete(false, 1, "echo:stats", "--j").contains("--json"));
        assertEquals(List.of(), complete(false, 1, "echo:stats", "x"));
        assertEquals(List.of(), complete(false, 1, "other:stats", "--j"), "another command's line");
    }

    private List<String> complete(boolean scoped, int at, String... words) {
        CommandLine line = new CommandLineImpl(
                words, at, words[at].length(), String.join(" ", words).length(), String.join(" ", words));
        Session session = (Session) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Session.class},
                (proxy, method, arguments) -> method.getName().equals("resolveCommand") ? arguments[0] : null);
        List<Candidate> candidates = new ArrayList<>();
        command("stats").getCompleter(scoped).completeCandidates(session, line, candidates);
        return candidates.stream().map(Candidate::value).toList();
    }
}
