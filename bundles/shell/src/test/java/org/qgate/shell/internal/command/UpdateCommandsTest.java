package org.qgate.shell.internal.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.qgate.api.update.UpdateStep;
import org.qgate.shell.internal.KnownUpdates;
import org.qgate.shell.internal.ShellBench;

/** What operators are told of updates, and when a command returns. */
@Timeout(60)
final class UpdateCommandsTest {
    private final ShellBench bench = new ShellBench().bind();

    @TempDir
    private Path folder;

    private int json(NodeCommand command) {
        return command.run(bench.services, bench.page(false, true));
    }

    private int text(NodeCommand command) {
        return command.run(bench.services, bench.page(false, false));
    }

    private static NodeUpdateCommand update(String what) {
        NodeUpdateCommand update = new NodeUpdateCommand();
        update.what = what;
        return update;
    }

    private static NodeRollbackCommand rollback(String what) {
        NodeRollbackCommand rollback = new NodeRollbackCommand();
        rollback.bundle = what;
        return rollback;
    }

    private Map<?, ?> outcome() {
        assertEquals("qgate.update/1", bench.document().get("schema"));
        return (Map<?, ?>) bench.document().get("update");
    }

    private String audit() {
        return bench.host.audit().lines().toString();
    }

    @Test
    void shouldSayEachStepAsItIsTaken() {
        assertEquals(0, text(update("kernel")));
        assertEquals(
                List.of(
                        "org.qgate.kernel 1.0.0 -> 1.1.0: VERIFY",
                        "org.qgate.kernel 1.0.0 -> 1.1.0: PREPARE",
                        "org.qgate.kernel 1.0.0 -> 1.1.0: FREEZE",
                        "FREEZE took 1.5 ms",
                        "org.qgate.kernel 1.0.0 -> 1.1.0: PROBATION"),
                bench.err().lines().toList());
        assertEquals(
                "update 1: org.qgate.kernel 1.0.0 -> 1.1.0: PROBATION, traffic stood still for 2.5 ms",
                bench.out().lines().findFirst().orElseThrow());
        assertTrue(audit().contains("node:update") && audit().contains(KnownUpdates.SHA), audit());
    }

    @Test
    void shouldPrintOneDocumentAndNothingElse() {
        assertEquals(0, json(update("kernel")));
        assertEquals("PROBATION", outcome().get("outcome"));
        assertEquals(2_500L, outcome().get("gateClosedMicros"));
        assertEquals(1, bench.out().lines().count());
        assertEquals("", bench.err());
    }

    @Test
    void shouldWaitForTheEndWhenTold() {
        bench.updates.course = List.of(UpdateStep.PREPARE, UpdateStep.PROBATION, UpdateStep.CONFIRMED);
        NodeUpdateCommand waiting = update("kernel");
        waiting.wait = true;
        assertEquals(0, json(waiting));
        assertEquals("CONFIRMED", outcome().get("outcome"));
        bench.updates.course = List.of(UpdateStep.PROBATION, UpdateStep.ROLLED_BACK);
        bench.updates.error = "kernel says ERROR";
        assertEquals(2, text(waiting));
        assertTrue(bench.out().contains("ROLLED_BACK; kernel says ERROR"), bench.out());
    }

    @Test
    void shouldLeaveTheUpdateToTheNodeWhenTold() {
        NodeUpdateCommand background = update("kernel");
        background.background = true;
        assertEquals(0, json(background));
        assertEquals("VERIFY", outcome().get("outcome"));
        assertEquals(1, bench.updates.begun.size());
        background.wait = true;
        assertEquals(64, json(background));
        assertEquals(1, bench.updates.begun.size());
    }

    @Test
    void shouldFailWhenTheOldVersionGoesOn() {
        bench.updates.course = List.of(UpdateStep.PREPARE, UpdateStep.ABORTED);
        bench.updates.error = "QG-UPD-0011 it hangs";
        assertEquals(2, text(update("kernel")));
        assertTrue(bench.out().contains("ABORTED; QG-UPD-0011 it hangs"), bench.out());
    }

    @Test
    void shouldRefuseBedrockWithItsCode() {
        assertEquals(2, json(update("transport")));
        assertTrue(bench.err().startsWith("QG-UPD-0005 org.qgate.transport is bedrock. "), bench.err());
        assertTrue(bench.updates.begun.isEmpty());
        assertTrue(audit().contains("QG-UPD-0005"), audit());
    }

    @Test
    void shouldTellWhatItWouldDoAndNotDoIt() throws ReflectiveOperationException {
        NodeUpdateCommand tried = update("kernel");
        Field dryRun = ChangingCommand.class.getDeclaredField("dryRun");
        dryRun.setAccessible(true);
        dryRun.set(tried, true);
        assertEquals(0, json(tried));
        assertEquals(false, bench.document().get("done"));
        Map<?, ?> plan = (Map<?, ?>) bench.document().get("plan");
        assertEquals("1.1.0", plan.get("to"));
        assertEquals(KnownUpdates.SHA, plan.get("sha256"));
        assertEquals(List.of("org.qgate.kernel"), plan.get("frozen"));
        assertEquals(0, text(tried));
        assertTrue(bench.out().startsWith("would do: node:update org.qgate.kernel 1.0.0 -> 1.1.0"), bench.out());
        assertTrue(bench.updates.begun.isEmpty() && bench.updates.journal().isEmpty());
    }

    @Test
    void shouldTakeAPackageByItsAbsolutePathOnly() throws IOException {
        assertEquals(64, json(update("kernel-1.1.0.qsx")));
        assertEquals(64, json(update(folder.resolve("absent.qsx").toString())));
        Path file = Files.createFile(folder.resolve("kernel.qsx"));
        NodeUpdateCommand given = update(file.toString());
        given.allowDowngrade = true;
        assertEquals(0, json(given));
        assertEquals(file, bench.updates.begun.get(0).file());
        assertNull(bench.updates.begun.get(0).bundle());
        assertTrue(bench.updates.begun.get(0).allowDowngrade());
        assertEquals("local", bench.updates.begun.get(0).actor());
    }

    @Test
    void shouldRollBack() {
        assertEquals(0, json(rollback("kernel")));
        assertEquals("1.0.0", outcome().get("to"));
        assertTrue(audit().contains("node:rollback"), audit());
        assertEquals(2, json(rollback("crypto")));
        assertTrue(bench.err().startsWith("QG-UPD-0009"), bench.err());
    }

    @Test
    void shouldListVersionsUpdatesAndCounters() {
        json(update("kernel"));
        assertEquals(0, json(new NodeVersionsCommand()));
        assertEquals("qgate.versions/1", bench.document().get("schema"));
        Map<?, ?> version = (Map<?, ?>) ((List<?>) bench.document().get("versions")).get(0);
        assertEquals("CURRENT", version.get("standing"));
        assertEquals(KnownUpdates.SHA, version.get("sha256"));
        Map<?, ?> update = (Map<?, ?>) ((List<?>) bench.document().get("updates")).get(0);
        assertEquals(1L, update.get("id"));
        assertEquals(3L, ((Map<?, ?>) bench.document().get("counters")).get("streamsAdopted"));
        assertEquals(0, text(new NodeVersionsCommand()));
        assertTrue(bench.out().contains("org.qgate.kernel\t1.0.0\tCURRENT\tdistribution\tabababababababab"));
        assertTrue(bench.out().contains("1\torg.qgate.kernel\t1.0.0\t1.1.0\tPROBATION\t2.5\tlocal"), bench.out());
        assertFalse(bench.out().contains("no updates so far"));
    }
}
