package org.qgate.shell.internal.command.extender;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.qgate.api.vault.VaultState;
import org.qgate.shell.internal.KnownExtenders;

/** What operators are told of extenders, and when a command returns. */
@Timeout(60)
final class ExtenderCommandsTest {
    private static final String ID = KnownExtenders.ID;

    private final Desk desk = new Desk();

    @TempDir
    private Path folder;

    private static ExtenderRollbackCommand rollback() {
        ExtenderRollbackCommand rollback = new ExtenderRollbackCommand();
        rollback.id = ID;
        return rollback;
    }

    private String outcome() {
        return (String) ((Map<?, ?>) desk.bench.document().get("change")).get("outcome");
    }

    @Test
    void shouldSayEachStepAsItIsTaken() {
        assertEquals(0, desk.piped(rollback()));
        assertEquals(List.of("LIVE took 1.5 ms"), desk.bench.err().lines().toList());
        assertTrue(
                desk.bench
                        .out()
                        .startsWith("change 7: rollback org.example.echo 1.1.0: LIVE, callers waited at most 1.5"),
                desk.bench.out());
    }

    @Test
    void shouldReturnWhenItIsToldTo() {
        ExtenderUpdateCommand update = new ExtenderUpdateCommand();
        update.yes = true;
        update.what = ID;
        update.wait = true;
        desk.extenders.state = "LIVE";
        assertEquals(0, desk.json(update), "nothing to wait for without a probation");
        assertEquals("LIVE", outcome());
        desk.extenders.state = "PROBATION";
        desk.extenders.course = List.of("", "LIVE", "LIVE", "ROLLED_BACK");
        assertEquals(2, desk.json(update), "a new version that was taken back is no success");
        assertEquals("ROLLED_BACK", outcome());
        update.background = true;
        assertEquals(64, desk.json(update));
        update.wait = false;
        assertEquals(0, desk.json(update));
        assertEquals("", outcome());
    }

    @Test
    void shouldLeaveTheChangeRunningWhenInterrupted() {
        desk.extenders.course = List.of("");
        Thread.currentThread().interrupt();
        assertEquals(1, desk.piped(rollback()));
        assertTrue(Thread.interrupted(), "the interrupt is kept for the shell");
        assertTrue(desk.bench.err().contains("the change goes on by itself"), desk.bench.err());
    }

    @Test
    void shouldReturnTheExitCodeOfTheReason() {
        desk.extenders.course = List.of("ABORTED");
        desk.extenders.error = "QG-EXT-0064 calls in flight";
        assertEquals(1, desk.json(rollback()));
        desk.extenders.error = "QG-EXT-0066 it cannot read";
        assertEquals(2, desk.json(rollback()));
        desk.extenders.error = "something else";
        assertEquals(2, desk.json(rollback()));
    }

    @Test
    void shouldStartStopAndPause() {
        ExtenderStartCommand start = new ExtenderStartCommand();
        start.id = ID;
        ExtenderStopCommand stop = new ExtenderStopCommand();
        stop.id = ID;
        ExtenderPauseCommand pause = new ExtenderPauseCommand();
        pause.id = ID;
        desk.extenders.course = List.of("STOPPED");
        assertEquals(0, desk.json(stop));
        desk.extenders.course = List.of("LIVE");
        assertEquals(0, desk.json(start));
        assertEquals(0, desk.json(pause));
        assertEquals(List.of("stop " + ID, "start " + ID, "pause " + ID), desk.extenders.asked);
    }

    @Test
    void shouldEraseOnlyAfterAYes() {
        desk.extenders.course = List.of("REMOVED");
        ExtenderRemoveCommand remove = new ExtenderRemoveCommand();
        remove.id = ID;
        assertEquals(0, desk.json(remove));
        remove.erase = true;
        assertEquals(4, desk.json(remove));
        assertEquals(4, desk.terminal(remove, "no"));
        assertEquals(List.of("remove " + ID), desk.extenders.asked);
        assertEquals(0, desk.terminal(remove, "y"));
        remove.yes = true;
        assertEquals(0, desk.json(remove));
        assertEquals(
                List.of("remove " + ID, "remove " + ID + " erase", "remove " + ID + " erase"), desk.extenders.asked);
    }

    @Test
    void shouldShowUseAndRefusalsOfEachPermission() {
        ExtenderPermissionsCommand permissions = new ExtenderPermissionsCommand();
        permissions.id = ID;
        assertEquals(0, desk.piped(permissions));
        assertEquals(
                List.of(
                        "net.dial\tyes\techo/1\t12\t1970-01-01T00:00:01Z\t2\t1970-01-01T00:00:02Z",
                        "peer.ban (optional)\tno\t\t0\tnever\t0\tnever"),
                desk.bench.out().lines().toList());
        assertEquals(0, desk.json(permissions));
        Map<?, ?> row = (Map<?, ?>) ((List<?>) desk.bench.document().get("permissions")).get(0);
        assertEquals(2L, row.get("refusals"));
        assertEquals(2_000L, row.get("lastRefusalWallMs"));
    }

    @Test
    void shouldGrantAndRevoke() throws IOException {
        ExtenderGrantCommand grant = new ExtenderGrantCommand();
        grant.id = ID;
        grant.permission = "net.dial";
        grant.scope = List.of("echo/1");
        assertEquals(0, desk.json(grant));
        ExtenderRevokeCommand revoke = new ExtenderRevokeCommand();
        revoke.id = ID;
        revoke.permission = "net.dial";
        assertEquals(0, desk.json(revoke));
        assertEquals(List.of("grant " + ID + " net.dial [echo/1]", "revoke " + ID + " net.dial"), desk.extenders.asked);
        assertTrue(desk.audit().contains("extender:grant") && desk.audit().contains("extender:revoke"), desk.audit());
    }

    @Test
    void shouldWantAProofForWhatIsPrivileged() throws IOException {
        ExtenderGrantCommand grant = new ExtenderGrantCommand();
        grant.id = ID;
        grant.permission = "peer.ban";
        assertEquals(64, desk.json(grant), "the key file beside the node proves nothing");
        grant.key = Files.createFile(folder.resolve("vault.key")).toString();
        assertEquals(0, desk.json(grant));
        grant.key = null;
        desk.vault.passphrase = "right";
        assertEquals(2, desk.terminal(grant, "wrong"));
        assertTrue(desk.bench.err().startsWith("QG-VLT-"), desk.bench.err());
        assertEquals(0, desk.terminal(grant, "right"));
        assertEquals(2, desk.extenders.asked.size());
    }

    @Test
    void shouldListAndDescribe() {
        assertEquals(0, desk.piped(new ExtenderListCommand()));
        assertEquals(
                "org.example.echo\t1.0.0\tLIVE\tguarded\t1.1.0\techo/1\t40\t1\tExample",
                desk.bench.out().strip());
        ExtenderInfoCommand info = new ExtenderInfoCommand();
        info.id = ID;
        assertEquals(0, desk.piped(info));
        assertTrue(desk.bench.out().contains("limit\t4 (standard)\t1 to 9\tLimit"), desk.bench.out());
        assertTrue(desk.bench.out().contains("echo:stats\t[NAME] [FILE] [TEXT...]\tSays how often."), desk.bench.out());
        desk.extenders.state = "STOPPED";
        assertEquals(0, desk.json(info));
        assertEquals(List.of(), desk.bench.document().get("settings"), "what does not run says nothing of itself");
        info.id = "org.example.other";
        assertEquals(2, desk.json(info));
        assertTrue(desk.bench.err().startsWith("QG-EXT-0006"), desk.bench.err());
    }

    @Test
    void shouldShowTheLogAndTheJournal() {
        ExtenderLogCommand log = new ExtenderLogCommand();
        log.id = ID;
        assertEquals(0, desk.piped(log));
        assertEquals(
                "1970-01-01T00:00:01Z\t1.0.0\tinfo\thello?[1m", desk.bench.out().strip());
        assertEquals(0, desk.json(rollback()));
        assertEquals(0, desk.piped(new ExtenderChangesCommand()));
        assertTrue(desk.bench.out().startsWith("7\t1970-01-01T00:00:01Z\trollback\t"), desk.bench.out());
    }

    @Test
    void shouldSetAndRunAndKeepArgumentsOutOfTheRecord() {
        ExtenderSetCommand set = new ExtenderSetCommand();
        set.id = ID;
        set.name = "limit";
        set.value = "secret5";
        assertEquals(0, desk.json(set));
        ExtenderRunCommand run = new ExtenderRunCommand();
        run.id = ID;
        run.command = "stats";
        run.arguments = List.of("secret6");
        assertEquals(0, desk.piped(run));
        assertEquals("calls\t40", desk.bench.out().strip());
        assertEquals(
                List.of("set " + ID + " limit secret5", "run " + ID + " stats [secret6] 30000"), desk.extenders.asked);
        assertTrue(!desk.audit().contains("secret"), desk.audit());
        run.seconds = 0;
        assertEquals(64, desk.json(run));
    }

    @Test
    void shouldTrustOnlyAComparedFingerprint() throws IOException {
        PublisherTrustCommand trust = new PublisherTrustCommand();
        trust.file = Files.createFile(folder.resolve("example.pub")).toString();
        assertEquals(4, desk.json(trust));
        Map<?, ?> shown = (Map<?, ?>) desk.bench.document().get("publisher");
        assertEquals(KnownExtenders.FINGERPRINT, shown.get("fingerprint"));
        assertEquals(4, desk.terminal(trust, "n"));
        assertTrue(desk.bench.out().contains(KnownExtenders.FINGERPRINT), desk.bench.out());
        trust.fingerprint = "0123";
        assertEquals(2, desk.json(trust));
        assertTrue(desk.extenders.asked.isEmpty());
        trust.fingerprint = KnownExtenders.FINGERPRINT;
        assertEquals(0, desk.json(trust));
        trust.fingerprint = null;
        assertEquals(0, desk.terminal(trust, "y"));
        assertEquals(2, desk.extenders.asked.size());
        assertEquals(0, desk.piped(new PublisherListCommand()));
        PublisherUntrustCommand untrust = new PublisherUntrustCommand();
        untrust.keyId = "0011";
        assertEquals(0, desk.json(untrust));
        assertEquals("untrust 0011", desk.extenders.asked.get(2));
    }

    @Test
    void shouldOfferNothingWhileTheVaultIsLocked() {
        desk.vault.state = VaultState.LOCKED;
        assertEquals(1, desk.json(new ExtenderListCommand()));
        assertTrue(desk.bench.err().startsWith("QG-VLT-0002"), desk.bench.err());
    }
}
