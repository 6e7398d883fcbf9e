package org.qgate.shell.internal.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Field;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import org.apache.karaf.shell.api.console.Session;
import org.junit.jupiter.api.Test;
import org.qgate.api.base.HealthReport;
import org.qgate.api.base.HealthState;
import org.qgate.api.crypto.CellSize;
import org.qgate.api.error.BaseError;
import org.qgate.api.error.QGateException;
import org.qgate.shell.internal.ShellBench;
import org.qgate.shell.internal.UsageException;

/** What commands print and return. */
final class CommandsTest {
    private final ShellBench bench = new ShellBench().bind();

    private int json(NodeCommand command) {
        return command.run(bench.services, bench.page(false, true));
    }

    private int piped(NodeCommand command) {
        return command.run(bench.services, bench.page(false, false));
    }

    private int terminal(NodeCommand command) {
        return command.run(bench.services, bench.page(true, false));
    }

    @Test
    void shouldListCircuitsInTheFormThatScriptsRelyOn() {
        assertEquals(0, json(new CircuitListCommand()));
        Map<String, Object> document = bench.document();
        assertEquals(List.of("schema", "circuits"), List.copyOf(document.keySet()));
        assertEquals("qgate.circuits/1", document.get("schema"));
        Map<?, ?> circuit = (Map<?, ?>) ((List<?>) document.get("circuits")).get(0);
        assertEquals(7L, circuit.get("id"));
        assertEquals("OPEN", circuit.get("state"));
        assertEquals(4_096L, circuit.get("cellBytes"));
        assertEquals(2L, circuit.get("streams"));
        assertEquals(8_192L, circuit.get("bytesSent"));
        assertEquals(12_288L, circuit.get("bytesReceived"));
        assertEquals(true, circuit.get("anonymous"));
        List<?> hops = (List<?>) circuit.get("hops");
        assertEquals(3, hops.size());
        assertEquals(Map.of("nodeId", ShellBench.RELAY.toString()), hops.get(0));
    }

    @Test
    void shouldSeparateByTabsInAPipeAndFrameOnATerminal() {
        piped(new CircuitListCommand());
        assertEquals(1, bench.out().lines().count());
        assertTrue(bench.out()
                .startsWith("7\tOPEN\tgeneral\tbbbbbbbb > bcbcbcbc > aaaaaaaa\t4096\t2\t8.0 KiB\t12.0 KiB\t"));
        terminal(new CircuitListCommand());
        assertTrue(bench.out().lines().count() >= 3, bench.out());
        assertTrue(bench.out().contains("purpose"));
    }

    @Test
    void shouldSayWhatIsAbsentInOneLine() {
        ShellBench empty = new ShellBench();
        assertEquals(1, new CircuitListCommand().run(empty.services, empty.page(false, true)));
        assertEquals("", empty.out());
        assertTrue(empty.err().startsWith("QG-BAS-0007 "), empty.err());
        assertEquals(1, empty.err().lines().count());
    }

    @Test
    void shouldGiveAStatusWithHealthFirstWhateverIsAbsent() {
        ShellBench empty = new ShellBench();
        empty.host
                .health()
                .report(new HealthReport("dpn.socks", HealthState.ERROR, "QG-TRN-0001", "in use", "Free it."));
        assertEquals(0, new NodeStatusCommand().run(empty.services, empty.page(true, false)));
        assertTrue(empty.out().startsWith("health"), empty.out());
        assertTrue(empty.out().contains("ERROR dpn.socks: QG-TRN-0001 in use. Free it."), empty.out());
        assertTrue(empty.out().contains("QG-BAS-0007"));
        assertEquals(0, new NodeStatusCommand().run(empty.services, empty.page(false, true)));
        assertEquals(0L, empty.document().get("bootstrapPercent"));
        assertTrue(empty.document().containsKey("node"));
    }

    @Test
    void shouldGiveAStatusWithTypedFields() {
        json(new NodeStatusCommand());
        Map<String, Object> document = bench.document();
        assertEquals("qgate.status/1", document.get("schema"));
        assertEquals("OK", document.get("health"));
        assertEquals(60L, document.get("bootstrapPercent"));
        assertEquals("waiting for a circuit", document.get("bootstrapReason"));
        Map<?, ?> node = (Map<?, ?>) document.get("node");
        assertEquals(ShellBench.SELF.toString(), node.get("nodeId"));
        assertEquals("127.0.1.1:9001", node.get("linkListen"));
        assertEquals(5L, ((Map<?, ?>) node.get("snapshot")).get("relays"));
        assertNotNull(((Map<?, ?>) document.get("transport")).get("implementation"));
        assertEquals("ACTIVE", ((Map<?, ?>) ((List<?>) document.get("bundles")).get(0)).get("state"));
    }

    @Test
    void shouldPrintTheId() {
        piped(new NodeIdCommand());
        assertEquals(ShellBench.SELF + System.lineSeparator(), bench.out());
        json(new NodeIdCommand());
        assertEquals(ShellBench.SELF.toString(), bench.document().get("nodeId"));
    }

    @Test
    void shouldListPeersWithAndWithoutId() {
        json(new PeerListCommand());
        List<?> peers = (List<?>) bench.document().get("peers");
        assertEquals(3, peers.size());
        assertEquals(null, ((Map<?, ?>) peers.get(2)).get("nodeId"));
        piped(new PeerListCommand());
        assertTrue(bench.out().contains("(client)"));
    }

    @Test
    void shouldFindPeersByTheirFirstDigits() {
        PeerInfoCommand info = new PeerInfoCommand();
        info.id = "BBBB";
        assertEquals(0, json(info));
        assertEquals(ShellBench.RELAY.toString(), ((Map<?, ?>) bench.document().get("peer")).get("nodeId"));
        info.id = "cccc";
        assertEquals(2, json(info));
        assertTrue(bench.err().startsWith("QG-KRN-0006"));
        info.id = "bb";
        assertEquals(64, json(info));
        info.id = "bbbb; drop";
        assertEquals(64, json(info));
    }

    @Test
    void shouldRecordWhoChangedWhatAndHowItEnded() {
        PeerBanCommand ban = new PeerBanCommand();
        ban.id = ShellBench.RELAY.toString();
        ban.reason = "noise\u001b[2J";
        assertEquals(0, json(ban));
        assertEquals(List.of(ShellBench.RELAY), bench.banned);
        assertEquals(1, bench.host.audit().lines().size());
        String line = bench.host.audit().lines().get(0).toString();
        assertTrue(line.contains("peer:ban") && line.contains("ok") && !line.contains("\u001b"), line);
        CircuitCloseCommand close = new CircuitCloseCommand();
        close.id = 8;
        assertEquals(2, json(close));
        assertTrue(bench.host.audit().lines().get(1).toString().contains("QG-KRN-0006"));
    }

    @Test
    void shouldNotRecordTheDestinationOfARule() {
        DpnRuleAddCommand add = new DpnRuleAddCommand();
        add.pattern = "secret.example";
        add.action = "direct";
        assertEquals(0, json(add));
        assertFalse(bench.host.audit().lines().toString().contains("secret"));
        assertEquals("secret.example", ((Map<?, ?>) bench.document().get("rule")).get("pattern"));
        add.pattern = "";
        assertEquals(64, json(add));
        assertTrue(bench.err().startsWith("QG-DPN-0006"));
    }

    @Test
    void shouldListAndRemoveRules() {
        DpnRuleAddCommand add = new DpnRuleAddCommand();
        add.pattern = "*";
        add.action = "1";
        piped(add);
        assertEquals("1\t*\t1 hop (not anonymous)\t0" + System.lineSeparator(), bench.out());
        json(new DpnRuleListCommand());
        assertEquals(1, ((List<?>) bench.document().get("rules")).size());
        DpnRuleRemoveCommand remove = new DpnRuleRemoveCommand();
        remove.id = 1;
        assertEquals(0, json(remove));
        assertEquals(64, json(remove));
    }

    @Test
    void shouldShowEntryAndExit() {
        json(new DpnStatusCommand());
        Map<?, ?> dpn = (Map<?, ?>) bench.document().get("dpn");
        assertEquals("127.0.0.1:4280", dpn.get("socks"));
        assertEquals(null, dpn.get("http"));
        assertEquals(false, dpn.get("exit"));
        piped(new DpnStatusCommand());
        assertTrue(bench.out().contains("http connect\toff"));
    }

    @Test
    void shouldChangeTheIdentity() {
        json(new DpnNewIdentityCommand());
        assertEquals(2L, bench.document().get("identity"));
    }

    @Test
    void shouldBuildCircuits() {
        CircuitBuildCommand build = new CircuitBuildCommand();
        build.cells = "small";
        build.path = List.of("bbbb", "bcbc", ShellBench.SELF.toString());
        assertEquals(0, json(build));
        assertEquals(3, bench.built.get(0).hops());
        assertEquals(CellSize.SMALL, bench.built.get(0).cells());
        assertEquals(ShellBench.RELAY, bench.built.get(0).path().get(0));
        build.hops = 5;
        assertEquals(64, json(build));
        build.path = null;
        build.hops = 2;
        assertEquals(64, json(build));
        build.hops = 5;
        build.cells = "huge";
        assertEquals(64, json(build));
    }

    @Test
    void shouldExamineTheNode() {
        terminal(new NodeDoctorCommand());
        assertTrue(bench.out().contains("java-version"));
        json(new NodeDoctorCommand());
        assertEquals("qgate.doctor/1", bench.document().get("schema"));
        assertTrue(((List<?>) bench.document().get("checks")).size() >= 25);
    }

    @Test
    void shouldPassExitCodesOn() {
        assertEquals(0, exec(null));
        assertEquals(3, exec(3));
        assertEquals(1, exec(new QGateException(BaseError.SERVICE_ABSENT, "Node")));
        assertTrue(bench.err().startsWith("QG-BAS-0007 Node. "), bench.err());
        assertEquals(3, exec(new SecurityException("Insufficient credentials.")));
        assertEquals(64, exec(new UsageException("no")));
        assertEquals(64, exec(new CommandNotFoundException()));
        assertEquals(2, exec(new IllegalStateException("broken\nsecond line")));
        assertEquals("broken" + System.lineSeparator(), bench.err());
    }

    @Test
    void shouldRecordWhatWasRefusedWithoutItsArguments() {
        exec("peer:ban secret", new SecurityException("Insufficient credentials."));
        exec("dpn:rule-add --x secret | grep x", new CommandNotFoundException());
        exec("($.session secret)", new CommandNotFoundException());
        exec("secret:" + "x".repeat(40), new CommandNotFoundException());
        exec("secret:file/x", new SecurityException());
        exec("peer:ban --secret", new UsageException("no such option"));
        exec("peer:ban secret", 64);
        exec("node:status", new QGateException(BaseError.SERVICE_ABSENT, "Node"));
        assertEquals(
                List.of(
                        "peer:ban||refused",
                        "dpn:rule-add||refused",
                        "node:exec||refused",
                        "node:exec||refused",
                        "node:exec||refused",
                        "peer:ban||exit 64"),
                bench.host.audit().lines().stream()
                        .map(line -> line.action() + "|" + line.detail() + "|" + line.outcome())
                        .toList());
        assertEquals("local", bench.host.audit().lines().get(0).actor());
    }

    @Test
    void shouldRecordAChangeThatWasMisusedWithoutItsArguments() {
        PeerBanCommand ban = new PeerBanCommand();
        ban.id = "secret";
        assertEquals(64, json(ban));
        String line = bench.host.audit().lines().toString();
        assertTrue(line.contains("action=peer:ban, detail=, outcome=exit 64") && !line.contains("secret"), line);
    }

    @Test
    void shouldPutTheOptionBeforeTheArguments() {
        assertEquals("peer:info --json aabb | grep x", NodeExecCommand.withJson(" peer:info aabb | grep x"));
    }

    @Test
    void shouldDoNothingWhenOnlyTried() throws ReflectiveOperationException {
        DpnRuleAddCommand add = new DpnRuleAddCommand();
        Field dryRun = ChangingCommand.class.getDeclaredField("dryRun");
        dryRun.setAccessible(true);
        dryRun.set(add, true);
        add.pattern = "*";
        add.action = "3";
        assertEquals(0, json(add));
        assertEquals(false, bench.document().get("done"));
        assertTrue(bench.rules.isEmpty() && bench.host.audit().lines().isEmpty());
    }

    private static final class CommandNotFoundException extends Exception {
        private static final long serialVersionUID = 1L;

        CommandNotFoundException() {
            super("Command not found: x");
        }
    }

    private int exec(Object outcome) {
        return exec("x", outcome);
    }

    private int exec(String line, Object outcome) {
        Session session = (Session) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Session.class}, (proxy, method, arguments) -> {
                    if (!method.getName().equals("execute")) {
                        return null;
                    }
                    if (outcome instanceof Exception failure) {
                        throw failure;
                    }
                    return outcome;
                });
        return NodeExecCommand.run(session, line, bench.page(false, false), bench.host.audit());
    }
}
