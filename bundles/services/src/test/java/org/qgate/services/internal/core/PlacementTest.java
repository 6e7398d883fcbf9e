package org.qgate.services.internal.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.qgate.services.internal.core.FakePackages.version;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.qgate.api.error.ExtenderError;
import org.qgate.api.error.QGateException;
import org.qgate.api.extender.Consent;
import org.qgate.api.extender.ConsentSheet;
import org.qgate.api.extender.ExtenderChange;
import org.qgate.api.extender.PublisherInfo;
import org.qgate.common.release.Sha256;
import org.qgate.ext.Permission;
import org.qgate.gate.Program;
import org.qgate.qsx.manifest.Quota;
import org.qgate.qsx.sign.PublisherKey;

/** Where versions run: strangers in processes of their own or not at all. */
final class PlacementTest {
    private static final String ID = Node.ID;
    private static final int STRANGER = 2;
    private static final long LOOK_MS = 30_000;

    @TempDir
    private Path folder;

    private Node node;

    @BeforeEach
    void boot() {
        node = new Node(folder);
        node.gate.confines = true;
    }

    private static FakePackages.Draft ours(String version) {
        return version(version).asks(Permission.LOG_WRITE).asks(Permission.NET_ACCEPT, "echo/1");
    }

    private static FakePackages.Draft strange(String version) {
        return ours(version).publisher(STRANGER).bringsKey();
    }

    private void live(FakePackages.Draft draft) {
        ExtenderChange change = node.install(draft, Node.ALL);
        assertEquals("LIVE", change.outcome(), change::error);
    }

    private void trustTheStranger() {
        PublisherKey key = FakePackages.key(STRANGER);
        node.desk.trust(node.file(key.encode()), key.fingerprint(), "op");
    }

    private boolean ownProcess() {
        return node.gate.serving(ID).bundleId == 0;
    }

    private String health() {
        return node.health.of("extenders").code();
    }

    @Test
    void shouldRunStrangersInProcessesOfTheirOwn() {
        live(strange("1.0.0").quota(Map.of(Quota.Item.MEMORY_MIB, 64L)));
        Program program = node.gate.programs.get(0);
        assertEquals(Sha256.hex(FakePackages.jar(ID, "1.0.0")), program.sha256());
        assertEquals(ID + ".Main", program.entryClass());
        assertEquals(64, program.heapMiB());
        assertEquals(Map.of(), node.gate.bundles, "nothing of it is a bundle");
        assertEquals(Map.of(), node.gate.admitted);
        assertEquals(Set.of("echo/1"), node.gate.serving(ID).permit.grants().get(Permission.NET_ACCEPT));
        assertEquals("process", node.info().tier());
        assertEquals("nobody here trusts its publisher", node.info().tierReason());
        live(strange("1.1.0"));
        assertEquals(1, node.gate.instances.size(), "the one before is gone");
        assertEquals("LIVE", node.change(node.desk.rollback(ID, "op")).outcome());
        assertEquals("1.0.0", node.live());
    }

    @Test
    void shouldSayOnTheSheetWhereItWouldRun() {
        assertEquals("guarded", sheet(ours("1.0.0")).tier());
        assertTrue(tierTerm(ours("1.0.0")).endsWith("Why: its publisher's key came with QGate."));
        assertEquals("process", sheet(ours("1.0.0").process()).tier());
        assertTrue(tierTerm(ours("1.0.0").process()).endsWith("Why: its package asks for a process of its own."));
        assertEquals("process", sheet(strange("1.0.0")).tier());
        assertEquals("unknown", sheet(strange("1.0.0")).trust());
        assertEquals("", sheet(strange("1.0.0")).held());
        assertTrue(tierTerm(strange("1.0.0")).endsWith("Why: nobody here trusts its publisher."));
        node.gate.confines = false;
        assertTrue(sheet(strange("1.0.0")).held().startsWith("QG-EXT-0005"));
    }

    private ConsentSheet sheet(FakePackages.Draft draft) {
        return node.desk.check(node.file(draft.pack()));
    }

    private String tierTerm(FakePackages.Draft draft) {
        return sheet(draft).terms().stream()
                .filter(row -> row.name().equals("tier"))
                .findFirst()
                .orElseThrow()
                .sentence();
    }

    @Test
    void shouldPinThePublisherOfAStranger() {
        live(strange("1.0.0"));
        PublisherInfo pinned = node.desk.publishers().stream()
                .filter(each -> each.keyId().equals(FakePackages.key(STRANGER).id()))
                .findFirst()
                .orElseThrow();
        assertEquals("unknown", pinned.trust());
        assertEquals(1, pinned.extenders());
        refused(ExtenderError.OTHER_PUBLISHER, () -> node.install(ours("1.1.0"), Node.ALL));
        refused(
                ExtenderError.OTHER_PUBLISHER,
                () -> node.install(ours("1.1.0").publisher(3).bringsKey(), Node.ALL));
        live(ours("1.1.0").publisher(STRANGER));
        assertTrue(ownProcess(), "a pinned key proves, and is not trusted");
    }

    private static void refused(ExtenderError code, Runnable call) {
        assertEquals(code, assertThrows(QGateException.class, call::run).code());
    }

    @Test
    void shouldHoldWhatNothingProves() {
        assertEquals(
                "HELD",
                node.install(ours("1.0.0").publisher(STRANGER), Node.ALL).outcome());
        assertTrue(node.info().reason().startsWith("QG-EXT-0003"), node.info().reason());
    }

    @Test
    void shouldHoldWhatWouldRunUnheldAndGoOnOnceItIs() {
        node.gate.confines = false;
        assertEquals("HELD", node.install(strange("1.0.0"), Node.ALL).outcome());
        assertTrue(node.info().reason().startsWith("QG-EXT-0005"), node.info().reason());
        assertEquals("HELD", node.info().state());
        assertEquals("QG-EXT-0005", health());
        node.restart();
        node.office.tick();
        int looks = node.gate.looks;
        node.office.tick();
        assertEquals(looks, node.gate.looks, "not every second");
        node.gate.confines = true;
        node.clock.wallMs += LOOK_MS;
        node.office.tick();
        assertEquals("LIVE", node.info().state());
        assertEquals("", health());
        assertEquals(
                Set.of("echo/1"),
                node.gate.serving(ID).permit.grants().get(Permission.NET_ACCEPT),
                "with what was agreed to when it came");
        looks = node.gate.looks;
        node.clock.wallMs += LOOK_MS;
        node.office.tick();
        assertEquals(looks, node.gate.looks, "nobody waits");
    }

    @Test
    void shouldAskForConsentBeforeAProcess() {
        node.gate.confines = false;
        ExtenderChange change = node.install(strange("1.0.0"), Consent.NONE);
        assertEquals(Set.of("net.accept"), Set.copyOf(change.missing()));
        node.gate.confines = true;
        node.office.tick();
        assertEquals("HELD", node.info().state(), "nobody agreed to it");
        node.gate.confines = false;
        assertEquals("HELD", node.change(node.desk.approve(ID, Node.ALL, "op")).outcome());
        node.gate.confines = true;
        node.office.tick();
        assertEquals("LIVE", node.info().state());
    }

    @Test
    void shouldStartOnceTheMachineHoldsProcessesAgain() {
        live(ours("1.0.0").process());
        node.gate.confines = false;
        node.restart();
        assertEquals("HELD", node.info().state());
        assertTrue(node.info().reason().startsWith("QG-EXT-0005"), node.info().reason());
        assertEquals("QG-EXT-0005", health());
        node.gate.confines = true;
        node.office.tick();
        assertEquals("LIVE", node.info().state());
        assertEquals("its package asks for a process of its own", node.info().tierReason());
    }

    @Test
    void shouldComeIntoTheNodeAtTheNextStartOnceItsPublisherIsTrusted() {
        live(strange("1.0.0"));
        trustTheStranger();
        assertTrue(ownProcess(), "not under its callers");
        assertTrue(node.info().tierReason().contains("from its next start on it is guarded"));
        assertTrue(node.gate.events.stream().anyMatch(each -> each.startsWith("note its publisher is trusted now")));
        node.change(node.desk.stop(ID, "op"));
        node.change(node.desk.start(ID, "op"));
        assertFalse(ownProcess());
        assertEquals("you trust its publisher", node.info().tierReason());
    }

    @Test
    void shouldChangePlacesByAnUpdateToo() {
        live(strange("1.0.0"));
        trustTheStranger();
        live(strange("1.1.0"));
        assertFalse(ownProcess());
        assertEquals(1, node.gate.instances.size());
        live(strange("1.2.0").process());
        assertTrue(ownProcess());
        assertEquals(Map.of(), node.gate.bundles);
    }

    @Test
    void shouldRunNothingOfWhomAnOperatorTrustsNoMore() {
        live(strange("1.0.0"));
        node.desk.untrust(FakePackages.key(STRANGER).id(), "op");
        assertNull(node.gate.serving(ID));
        assertEquals("HELD", node.info().state());
        node.restart();
        node.office.tick();
        assertEquals("HELD", node.info().state());
        assertTrue(node.info().reason().startsWith("QG-EXT-0003"), node.info().reason());
        assertEquals("untrusted", sheet(strange("1.1.0")).trust());
        assertTrue(sheet(strange("1.1.0")).held().startsWith("QG-EXT-0003"));
        trustTheStranger();
        assertEquals("LIVE", node.info().state());
        assertFalse(ownProcess());
    }

    @Test
    void shouldGoBackWhenAProcessEndsInItsProbation() {
        live(strange("1.0.0"));
        node.gate.serving(ID).restarts = 3;
        node.office.tick();
        assertEquals("1.0.0", node.live(), "there is nothing to go back to");
        ExtenderChange change = node.install(strange("1.1.0"), Node.ALL);
        node.gate.serving(ID).restarts = 1;
        node.office.tick();
        assertEquals("1.0.0", node.live());
        assertEquals("ROLLED_BACK", node.change(change.number()).outcome());
        assertTrue(node.change(change.number()).error().contains("its process ended by itself"));
    }

    @Test
    void shouldFindProcessesAgainWhenAnotherVersionOfThisBundleDecides() {
        live(strange("1.0.0"));
        long before = node.gate.serving(ID).number;
        node.take();
        assertEquals(before, node.gate.serving(ID).number);
        assertEquals("process", node.info().tier());
        live(strange("1.1.0"));
        assertEquals(1, node.gate.instances.size());
    }

    @Test
    void shouldStartWhatNeededAnother() {
        live(version("1.0.0").id("org.example.needed"));
        live(ours("1.0.0").requires("org.example.needed", "[1,2)"));
        node.change(node.desk.stop("org.example.needed", "op"));
        node.change(node.desk.stop(ID, "op"));
        node.change(node.desk.start(ID, "op"));
        assertEquals("FAILED", node.info().state());
        node.change(node.desk.start("org.example.needed", "op"));
        assertEquals("LIVE", node.info().state());
    }
}
