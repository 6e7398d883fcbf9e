package org.qgate.shell.internal.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.api.console.Terminal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.qgate.api.vault.Freshness;
import org.qgate.api.vault.VaultState;
import org.qgate.shell.internal.KnownVault;
import org.qgate.shell.internal.ShellBench;

/** How an operator gives the vault its key, and what is kept of that. */
@Timeout(60)
final class VaultCommandsTest {
    private final ShellBench bench = new ShellBench().bind();
    private final KnownVault vault = bench.bindVault();
    private final Deque<String> typed = new ArrayDeque<>();
    private final List<String> prompts = new ArrayList<>();

    @TempDir
    private Path folder;

    private int json(NodeCommand command) {
        return command.run(bench.services, bench.page(false, true));
    }

    private int text(NodeCommand command) {
        return command.run(bench.services, bench.page(false, false));
    }

    /** Gives a command a session with a terminal at which somebody types. */
    private <C extends NodeCommand> C atTerminal(C command) throws ReflectiveOperationException {
        Object terminal = Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Terminal.class}, (proxy, method, arguments) -> null);
        Object session = Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Session.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getTerminal" -> terminal;
                    case "readLine" -> {
                        prompts.add(arguments[0] + "" + arguments[1]);
                        yield typed.poll();
                    }
                    default -> null;
                });
        Field field = NodeCommand.class.getDeclaredField("session");
        field.setAccessible(true);
        field.set(command, session);
        return command;
    }

    private String secret(String content, String mode) throws IOException {
        Path file = folder.resolve("passphrase-" + mode);
        Files.writeString(file, content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
        return file.toString();
    }

    private String audit() {
        return bench.host.audit().lines().toString();
    }

    @Test
    void shouldOfferUnlockOnlyWhileLocked() {
        for (VaultState state : List.of(VaultState.LOCKED, VaultState.ABSENT)) {
            vault.state = state;
            String code = state == VaultState.LOCKED ? "QG-VLT-0002" : "QG-VLT-0001";
            String advice = state == VaultState.LOCKED ? "vault:unlock" : "vault:create";
            for (NodeCommand refused : List.of(
                    new CircuitListCommand(),
                    new PeerListCommand(),
                    new NodeIdCommand(),
                    new DpnRuleListCommand(),
                    new DpnNewIdentityCommand(),
                    new StoreStatusCommand())) {
                assertEquals(state == VaultState.LOCKED ? 1 : 2, json(refused), refused.toString());
                assertTrue(bench.err().startsWith(code) && bench.err().contains(advice), bench.err());
                assertEquals("", bench.out());
            }
            for (NodeCommand works : List.of(
                    new NodeStatusCommand(),
                    new NodeDoctorCommand(),
                    new NodeVersionsCommand(),
                    new VaultStatusCommand())) {
                assertTrue(json(works) != 1 || bench.err().isEmpty(), bench.err());
                assertFalse(bench.out().isEmpty(), works.toString());
            }
            assertTrue(VaultNoticeCommand.notice(bench.services).contains(advice));
        }
        vault.state = VaultState.UNLOCKED;
        assertEquals(0, json(new CircuitListCommand()));
        assertEquals("", VaultNoticeCommand.notice(bench.services));
    }

    @Test
    void shouldShowWhereTheKeyIs() {
        assertEquals(0, text(new NodeStatusCommand()));
        assertTrue(bench.out().contains("vault\tunlocked, epoch 1, key on the same machine"), bench.out());
        assertEquals(0, json(new VaultStatusCommand()));
        assertEquals("qgate.vault/1", bench.document().get("schema"));
        Map<?, ?> status = (Map<?, ?>) bench.document().get("vault");
        assertEquals("UNLOCKED", status.get("state"));
        assertEquals("SAME_MACHINE", status.get("place"));
        text(new VaultStatusCommand());
        assertTrue(bench.out().contains("rollback\tnot detectable: the medium cannot be written"), bench.out());
        vault.freshness = new Freshness(true, 0, "");
        text(new VaultStatusCommand());
        assertTrue(bench.out().contains("rollback\tan older copy is noticed, anchor of 1970-01-01"), bench.out());
        vault.state = VaultState.LOCKED;
        text(new NodeStatusCommand());
        assertTrue(bench.out().contains("vault\tlocked: vault:unlock (QG-VLT-0004 the medium is gone)"), bench.out());
    }

    @Test
    void shouldTakeAPassphraseWithoutEchoAndKeepNothingOfIt() throws Exception {
        vault.state = VaultState.LOCKED;
        vault.passphrase = "öpen sesame";
        typed.add("öpen sesame");
        assertEquals(0, json(atTerminal(new VaultUnlockCommand())), bench.err());
        assertEquals(List.of("Passphrase: *"), prompts);
        assertEquals(List.of("unlock /media/key/vault.key"), vault.asked);
        assertEquals(VaultState.UNLOCKED, vault.state);
        assertArrayEquals(new char[11], vault.given.get(0));
        assertFalse((bench.out() + bench.err() + audit()).contains("sesame"));
        assertTrue(audit().contains("action=vault:unlock, detail=, outcome=ok"), audit());
        typed.add("wrong");
        assertEquals(2, json(atTerminal(new VaultUnlockCommand())));
        assertTrue(bench.err().startsWith("QG-VLT-0003"), bench.err());
        assertTrue(audit().contains("QG-VLT-0003") && !audit().contains("wrong"), audit());
    }

    @Test
    void shouldSayWhatToDoWithoutATerminal() {
        vault.passphrase = "x";
        vault.state = VaultState.LOCKED;
        assertEquals(64, text(new VaultUnlockCommand()));
        assertTrue(bench.err().contains("--passphrase-file FILE"), bench.err());
        assertEquals(1, bench.err().lines().count());
        assertEquals(List.of(), vault.asked);
    }

    @Test
    void shouldReadAPassphraseFromAPrivateFileOnly() throws Exception {
        vault.passphrase = "two words";
        VaultVerifyCommand verify = new VaultVerifyCommand();
        verify.passphraseFile = secret("two words\n", "rw-------");
        assertEquals(0, json(verify), bench.err());
        assertEquals(true, bench.document().get("opens"));
        for (String mode : List.of("rw-r-----", "rw----r--", "rwx------")) {
            verify.passphraseFile = secret("two words", mode);
            assertEquals(64, json(verify));
            assertTrue(bench.err().contains("chmod 600"), bench.err());
        }
        verify.passphraseFile = secret("\n", "rw-------");
        assertEquals(64, json(verify));
        verify.passphraseFile = "passphrase";
        assertEquals(64, json(verify));
        verify.passphraseFile = secret("x".repeat(5_000), "rw-------");
        assertEquals(64, json(verify));
        Path linked = folder.resolve("link");
        Files.createSymbolicLink(linked, Path.of(secret("two words", "rw-------")));
        verify.passphraseFile = linked.toString();
        assertEquals(64, json(verify));
    }

    @Test
    void shouldMakeAVaultOnce() throws Exception {
        VaultCreateCommand create = atTerminal(new VaultCreateCommand());
        assertEquals(3, json(create));
        assertTrue(bench.err().startsWith("QG-VLT-0008"), bench.err());
        vault.state = VaultState.ABSENT;
        create.passphrase = true;
        typed.addAll(List.of("one", "other"));
        assertEquals(64, json(create));
        assertEquals(List.of(), vault.asked);
        typed.addAll(List.of("one", "one"));
        create.recovery = "/safe/recovery.key";
        assertEquals(0, json(create), bench.err());
        assertEquals(List.of("create /media/key/vault.key /safe/recovery.key"), vault.asked);
        assertEquals("one", vault.passphrase);
        assertFalse(audit().contains("/safe"), audit());
        create.key = "relative.key";
        vault.state = VaultState.ABSENT;
        assertEquals(64, json(create));
    }

    @Test
    void shouldPutANewKeyInThePlaceOfALostOne() throws Exception {
        VaultRecoverCommand recover = atTerminal(new VaultRecoverCommand());
        recover.recovery = "/safe/recovery.key";
        recover.key = "/media/new/vault.key";
        assertEquals(0, json(recover), bench.err());
        vault.keyFile = "/media/key/vault.key";
        assertEquals(0, text(recover), bench.err());
        assertTrue(
                bench.out().contains("set vault_key = /media/new/vault.key in etc/org.qgate.crypto.cfg"), bench.out());
        recover.newRecovery = "/safe/second.key";
        assertEquals(0, json(recover), bench.err());
        assertEquals(
                List.of(
                        "rekey /safe/recovery.key /media/new/vault.key /safe/recovery.key",
                        "rekey /safe/recovery.key /media/new/vault.key /safe/recovery.key",
                        "rekey /safe/recovery.key /media/new/vault.key /safe/second.key"),
                vault.asked);
    }

    @Test
    void shouldChangeThePassphraseAndKeepTheKeyFile() throws Exception {
        vault.passphrase = "old";
        VaultRekeyCommand rekey = atTerminal(new VaultRekeyCommand());
        rekey.passphrase = true;
        typed.addAll(List.of("old", "new", "new"));
        assertEquals(0, json(rekey), bench.err());
        assertEquals("new", vault.passphrase);
        assertEquals(List.of("Passphrase: *", "New passphrase: *", "Once more: *"), prompts);
        assertEquals(List.of("rekey /media/key/vault.key /media/key/vault.key null"), vault.asked);
    }

    @Test
    void shouldWaitUntilTheOldEpochIsErased() {
        vault.looksUntilErased = 3;
        VaultRotateCommand rotate = new VaultRotateCommand();
        rotate.wait = true;
        assertEquals(0, text(rotate));
        assertTrue(bench.err().contains("epoch 1 is still in use, 2 seals"), bench.err());
        assertEquals("epoch 2 seals" + System.lineSeparator(), bench.out());
        vault.looksUntilErased = Integer.MAX_VALUE;
        rotate.seconds = 1;
        assertEquals(1, json(rotate));
        assertEquals(List.of(2L, 3L), bench.document().get("epochs"));
    }

    @Test
    void shouldLock() {
        assertEquals(0, json(new VaultLockCommand()));
        assertEquals(VaultState.LOCKED, vault.state);
        assertEquals("LOCKED", ((Map<?, ?>) bench.document().get("vault")).get("state"));
    }
}
