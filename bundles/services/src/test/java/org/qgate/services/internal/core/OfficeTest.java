package org.qgate.services.internal.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.qgate.services.internal.core.FakePackages.version;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.qgate.api.base.HealthState;
import org.qgate.api.error.ExtenderError;
import org.qgate.api.error.QGateException;
import org.qgate.api.extender.Consent;
import org.qgate.api.extender.ExtenderChange;
import org.qgate.ext.Permission;

/** What follows what, from a package to an extender in office and out of it. */
final class OfficeTest {
    private static final String ID = Node.ID;

    @TempDir
    private Path folder;

    private Node node;

    @BeforeEach
    void boot() {
        node = new Node(folder);
    }

    private static FakePackages.Draft echo(String version) {
        return version(version).asks(Permission.LOG_WRITE).asks(Permission.NET_ACCEPT, "echo/1");
    }

    private static void refused(ExtenderError code, Runnable call) {
        assertEquals(code, assertThrows(QGateException.class, call::run).code());
    }

    private static List<String> steps(ExtenderChange change) {
        return change.steps().stream().map(ExtenderChange.Step::name).toList();
    }

    private void updateTo(String version) {
        assertEquals("LIVE", node.install(echo(version), Node.ALL).outcome());
    }

    @Test
    void shouldInstallWhatAnOperatorAgreedTo() {
        ExtenderChange change = node.install(echo("1.0.0"), Node.ALL);
        assertEquals("LIVE", change.outcome());
        assertEquals(List.of("STORED", "VERIFIED", "STAGED", "WARMED", "LIVE"), steps(change));
        assertEquals("LIVE", node.info().state());
        assertEquals(Set.of("echo/1"), node.gate.serving(ID).permit.grants().get(Permission.NET_ACCEPT));
        assertEquals(List.of("make 1.0.0", "start 1.0.0", "open 1.0.0"), node.gate.events);
        assertTrue(node.gate.bundles.containsKey("qgate:svc/" + ID + "/1.0.0/" + ID));
    }

    @Test
    void shouldHoldWhatNobodyAgreedTo() {
        ExtenderChange change = node.install(echo("1.0.0"), Consent.NONE);
        assertEquals("HELD", change.outcome());
        assertEquals(List.of("net.accept"), change.missing());
        assertEquals("HELD", node.info().state());
        assertNull(node.gate.serving(ID));
        Consent seen = new Consent(true, Set.of(), false);
        assertEquals("HELD", node.change(node.desk.approve(ID, seen, "op")).outcome());
        assertEquals("LIVE", node.change(node.desk.approve(ID, Node.ALL, "op")).outcome());
        assertEquals("", node.info().heldVersion());
    }

    @Test
    void shouldHandOverToANewVersion() {
        node.install(echo("1.0.0"), Node.ALL);
        ExtenderChange change = node.install(echo("1.1.0"), Consent.NONE);
        assertEquals("LIVE", change.outcome());
        assertEquals(
                List.of("STORED", "VERIFIED", "STAGED", "WARMED", "LIVE", "DRAINING", "PARKED", "PROBATION"),
                steps(change));
        assertEquals("PROBATION", node.info().state());
        assertEquals(5, node.info().gateClosedMicros());
        assertEquals(List.of("1.0.0"), node.info().parked());
        assertEquals(1, node.gate.instances.size());
        assertEquals(Set.of("qgate:svc/" + ID + "/1.1.0/" + ID), node.gate.bundles.keySet());
        node.clock.wallMs += 120_000;
        node.office.tick();
        assertEquals("CONFIRMED", node.change(change.number()).outcome());
        assertEquals("LIVE", node.info().state());
    }

    @Test
    void shouldKeepTheOldVersionWhenTheNewOneFails() {
        node.install(echo("1.0.0"), Node.ALL);
        for (String step : List.of("make", "start", "swap")) {
            node.gate.failing.add(step + " 1.1.0");
            ExtenderChange change = node.install(echo("1.1.0"), Consent.NONE);
            assertEquals("ABORTED", change.outcome(), step);
            assertTrue(change.error().startsWith("QG-EXT-0061"), change.error());
            assertEquals("1.0.0", node.gate.serving(ID).permit.version());
            assertEquals(1, node.gate.bundles.size());
            assertEquals("1.0.0", node.live());
            node.gate.failing.clear();
        }
        updateTo("1.1.0");
    }

    @Test
    void shouldForgetAnInstallationThatFailed() {
        node.gate.failing.add("start 1.0.0");
        assertEquals("ABORTED", node.install(echo("1.0.0"), Node.ALL).outcome());
        assertEquals(List.of(), node.desk.list());
        assertEquals(Set.of(), node.gate.bundles.keySet());
        assertEquals(Set.of(), node.disk.files.keySet());
    }

    @Test
    void shouldHoldAWiderVersionWhileTheOldOneServes() {
        node.install(echo("1.0.0"), Node.ALL);
        ExtenderChange change = node.install(echo("1.1.0").asks(Permission.NET_DIAL, "other/1"), Consent.NONE);
        assertEquals("HELD", change.outcome());
        assertEquals(List.of("net.dial"), change.missing());
        assertEquals("1.0.0", node.gate.serving(ID).permit.version());
        assertEquals("1.1.0", node.info().heldVersion());
        assertEquals(
                "added",
                node.desk.sheet(ID).permissions().stream()
                        .filter(row -> row.name().equals("net.dial"))
                        .findFirst()
                        .orElseThrow()
                        .change());
        node.restart();
        assertEquals("1.1.0", node.info().heldVersion());
        assertEquals("LIVE", node.change(node.desk.update(ID, Node.ALL, "op")).outcome());
        assertEquals(Set.of("other/1"), node.gate.serving(ID).permit.grants().get(Permission.NET_DIAL));
    }

    @Test
    void shouldGoBackTwiceInARow() {
        List.of("1.0.0", "1.1.0", "1.2.0").forEach(this::updateTo);
        assertEquals(List.of("1.1.0", "1.0.0"), node.info().parked());
        assertEquals("LIVE", node.change(node.desk.rollback(ID, "op")).outcome());
        assertEquals("1.1.0", node.live());
        assertEquals("LIVE", node.info().state(), "who goes back is on no probation");
        assertEquals("LIVE", node.change(node.desk.rollback(ID, "op")).outcome());
        assertEquals("1.0.0", node.gate.serving(ID).permit.version());
        refused(ExtenderError.NO_PREVIOUS, () -> node.desk.rollback(ID, "op"));
        assertEquals(
                "LIVE", node.change(node.desk.update(ID, Consent.NONE, "op")).outcome());
        assertEquals("1.2.0", node.live());
    }

    @Test
    void shouldTakeBackAVersionThatFailsItsProbation() {
        updateTo("1.0.0");
        ExtenderChange change = node.install(echo("1.1.0"), Consent.NONE);
        node.gate.serving(ID).calls = 50;
        node.gate.serving(ID).failures = 6;
        node.office.tick();
        assertEquals("1.0.0", node.gate.serving(ID).permit.version());
        assertEquals("ROLLED_BACK", node.change(change.number()).outcome());
        assertTrue(node.change(change.number()).error().startsWith("QG-EXT-0022"));
        assertEquals("extender:rollback", node.audit.lines().get(0).action());
    }

    @Test
    void shouldWatchTheProbationOverARestart() {
        updateTo("1.0.0");
        ExtenderChange change = node.install(echo("1.1.0"), Consent.NONE);
        node.restart();
        assertEquals("PROBATION", node.info().state());
        node.gate.serving(ID).overdrawn = "cpu";
        node.office.watch().changed(node.gate.serving(ID).status());
        assertEquals("1.0.0", node.live());
        assertEquals("ROLLED_BACK", node.change(change.number()).outcome());
    }

    @Test
    void shouldStopWhatOverdrawsWithNothingToGoBackTo() {
        updateTo("1.0.0");
        node.gate.serving(ID).state = "ABANDONED";
        node.office.tick();
        assertEquals("ABANDONED", node.info().state());
        assertEquals(HealthState.CRITICAL, node.health.of("extenders").state());
        assertTrue(node.info().reason().startsWith("QG-EXT-0067"), node.info().reason());
    }

    @Test
    void shouldRefuseWhatMustNotFollow() {
        updateTo("1.1.0");
        refused(ExtenderError.NOTHING_NEW, () -> node.install(echo("1.1.0"), Node.ALL));
        refused(ExtenderError.DOWNGRADE, () -> node.install(echo("1.0.0"), Node.ALL));
        refused(ExtenderError.OTHER_PUBLISHER, () -> node.install(echo("1.2.0").publisher(2), Node.ALL));
        refused(ExtenderError.STATE, () -> node.install(echo("2.0.0").minimum("1.5.0"), Node.ALL));
        refused(ExtenderError.NO_EXTENDER, () -> node.desk.rollback("org.example.none", "op"));
        assertEquals(1, node.disk.files.size(), "what is refused is not kept");
        long number = node.desk.install(node.file(echo("1.0.0").pack()), Node.ALL, true, "op");
        assertEquals("LIVE", node.change(number).outcome());
        assertEquals("1.0.0", node.live());
    }

    @Test
    void shouldLetOldVersionsEndInPeaceButNotForEver() {
        updateTo("1.0.0");
        node.drains.later = true;
        List.of("1.1.0", "1.2.0", "1.3.0").forEach(this::updateTo);
        assertEquals(4, node.gate.instances.size(), "three drain");
        updateTo("1.4.0");
        assertEquals(4, node.gate.instances.size(), "the oldest ended");
        assertTrue(node.gate.events.contains("stop 1.0.0"));
        assertEquals("LIVE", node.change(node.desk.rollback(ID, "op")).outcome());
        assertEquals("1.3.0", node.gate.serving(ID).permit.version());
        node.drains.run();
        assertEquals(1, node.gate.instances.size());
        assertEquals(1, node.gate.bundles.size());
    }

    @Test
    void shouldRememberEachVersionsContent() {
        updateTo("1.0.0");
        node.gate.failing.add("start 1.1.0");
        node.install(echo("1.1.0"), Node.ALL);
        node.change(node.desk.remove(ID, true, "op"));
        node.restart();
        refused(ExtenderError.SAME_VERSION, () -> node.install(echo("1.1.0").price("more"), Node.ALL));
        assertEquals("QG-EXT-0015", node.audit.lines().get(0).outcome());
    }

    @Test
    void shouldHoldWhomNobodyTrusts() {
        assertEquals("HELD", node.install(echo("1.0.0").publisher(2), Node.ALL).outcome());
        assertTrue(node.info().reason().startsWith("QG-EXT-0003"), node.info().reason());
        assertEquals("HELD", node.change(node.desk.approve(ID, Node.ALL, "op")).outcome());
        var key = FakePackages.key(2);
        node.desk.trust(node.file(key.encode()), key.fingerprint(), "op");
        assertEquals("LIVE", node.change(node.desk.approve(ID, Node.ALL, "op")).outcome());
        node.desk.untrust(key.id(), "op");
        assertEquals("HELD", node.info().state());
        assertNull(node.gate.serving(ID));
        node.restart();
        assertEquals("HELD", node.info().state());
        node.desk.trust(node.file(key.encode()), key.fingerprint(), "op");
        assertEquals("LIVE", node.info().state());
    }

    @Test
    void shouldHoldWhatWantsAProcessOfItsOwn() {
        assertEquals("HELD", node.install(echo("1.0.0").process(), Node.ALL).outcome());
        assertTrue(node.info().reason().startsWith("QG-EXT-0005"), node.info().reason());
    }

    @Test
    void shouldRevokeAtOnceAndForGood() {
        updateTo("1.0.0");
        node.desk.revoke(ID, "net.accept", "op");
        assertFalse(node.gate.serving(ID).permit.allows(Permission.NET_ACCEPT));
        updateTo("1.1.0");
        assertFalse(node.gate.serving(ID).permit.allows(Permission.NET_ACCEPT), "holds over updates");
        node.restart();
        assertFalse(node.gate.serving(ID).permit.allows(Permission.NET_ACCEPT), "and restarts");
        assertTrue(node.gate.serving(ID).permit.allows(Permission.LOG_WRITE));
        node.desk.grant(ID, "net.accept", List.of(), "op");
        assertTrue(node.gate.serving(ID).permit.allows(Permission.NET_ACCEPT));
        refused(ExtenderError.NOT_ASKED, () -> node.desk.grant(ID, "net.dial", List.of(), "op"));
        refused(ExtenderError.NOT_ASKED, () -> node.desk.grant(ID, "net.accept", List.of("more/1"), "op"));
    }

    @Test
    void shouldGrantWhatIsOptionalOnlyWhenNamed() {
        var draft = echo("1.0.0").asks(true, Permission.NET_DIAL, List.of("a/1", "b/1"));
        node.install(draft, new Consent(true, Set.of("net.accept"), false));
        assertFalse(node.gate.serving(ID).permit.allows(Permission.NET_DIAL));
        node.desk.grant(ID, "net.dial", List.of("a/1"), "op");
        assertEquals(Set.of("a/1"), node.gate.serving(ID).permit.grants().get(Permission.NET_DIAL));
        node.restart();
        assertEquals(Set.of("a/1"), node.gate.serving(ID).permit.grants().get(Permission.NET_DIAL));
    }

    @Test
    void shouldStayStoppedAndPausedOverRestarts() {
        updateTo("1.0.0");
        node.desk.pause(ID, "op");
        assertEquals("PAUSED", node.info().state());
        node.restart();
        assertEquals("PAUSED", node.gate.serving(ID).state);
        assertEquals("STOPPED", node.change(node.desk.stop(ID, "op")).outcome());
        node.restart();
        assertEquals("STOPPED", node.info().state());
        assertNull(node.gate.serving(ID));
        assertEquals("STOPPED", node.install(echo("1.1.0"), Node.ALL).outcome());
        assertEquals("LIVE", node.change(node.desk.start(ID, "op")).outcome());
        assertEquals("1.1.0", node.gate.serving(ID).permit.version());
    }

    @Test
    void shouldTellAnOutcomeOnlyOnceWhatItSaysIsTrue() {
        updateTo("1.0.0");
        List<String> early = new ArrayList<>();
        node.disk.beforeWrite = () -> node.desk.changes().stream()
                .limit(1)
                .filter(newest ->
                        newest.to().equals("1.1.0") && !newest.outcome().isEmpty())
                .forEach(newest -> early.add(newest.outcome()));
        updateTo("1.1.0");
        assertEquals(List.of(), early, "outcomes told before they were kept");
    }

    @Test
    void shouldMakeOneChangeAtATime() {
        updateTo("1.0.0");
        node.workers.later = true;
        long first = node.desk.install(node.file(echo("1.1.0").pack()), Node.ALL, false, "op");
        refused(ExtenderError.BUSY, () -> node.desk.rollback(ID, "op"));
        refused(
                ExtenderError.BUSY,
                () -> node.desk.install(node.file(echo("1.2.0").pack()), Node.ALL, false, "op"));
        assertEquals("", node.change(first).outcome());
        node.workers.run();
        assertEquals("LIVE", node.change(first).outcome());
        node.workers.later = false;
        updateTo("1.2.0");
    }

    @Test
    void shouldRefuseAPackageThatWasSwappedOnTheDisk() {
        node.install(echo("1.0.0"), Consent.NONE);
        String name = node.disk.files.keySet().iterator().next();
        node.disk.files.put(name, echo("1.0.0").price("all you have").pack());
        refused(ExtenderError.ALTERED_FILE, () -> node.desk.approve(ID, Node.ALL, "op"));
    }

    @Test
    void shouldNotStartAnAlteredPackage() {
        updateTo("1.0.0");
        String name = node.disk.files.keySet().iterator().next();
        node.disk.files.put(name, "altered".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        node.restart();
        assertEquals("FAILED", node.info().state());
        assertTrue(node.info().reason().startsWith("QG-EXT-0017"), node.info().reason());
    }

    @Test
    void shouldStartInTheOrderOfNeed() {
        node.install(version("1.0.0").id("org.example.base"), Node.ALL);
        refused(
                ExtenderError.REQUIRES,
                () -> node.install(
                        version("1.0.0").id("org.example.a").requires("org.example.base", "[2.0,3)"), Node.ALL));
        node.install(version("1.0.1").id("org.example.a").requires("org.example.base", "[1.0,2)"), Node.ALL);
        node.restart();
        assertEquals(
                List.of("open 1.0.0", "open 1.0.1"),
                node.gate.events.stream()
                        .filter(each -> each.startsWith("open"))
                        .toList());
        node.office.close("locked");
        assertEquals(
                List.of("stop 1.0.1", "stop 1.0.0"),
                node.gate.events.stream()
                        .filter(each -> each.startsWith("stop"))
                        .toList());
        assertEquals("WAITING", node.desk.list().get(0).state());
        refused(ExtenderError.NOT_READY, () -> node.desk.start("org.example.a", "op"));
        node.office.open(java.util.Optional.of(FakePackages.key(1)));
        assertEquals("LIVE", node.desk.list().get(0).state());
    }
}
