package org.qgate.shell.internal.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.qgate.api.store.Storage;
import org.qgate.api.store.StoreStatus;
import org.qgate.shell.internal.ShellBench;

/** What an operator can ask of the store, and the copies that both it and the vault give. */
@Timeout(60)
final class StoreCommandsTest {
    private final ShellBench bench = new ShellBench().bind();

    @TempDir
    private Path folder;

    private int json(NodeCommand command) {
        return command.run(bench.services, bench.page(false, true));
    }

    @Test
    void shouldShowAndCheckWhatIsKept() {
        bench.bindStore().namespace("n").map("m").put(new byte[] {1}, new byte[3]);
        assertEquals(0, json(new StoreStatusCommand()), bench.err());
        assertEquals("qgate.store/1", bench.document().get("schema"));
        assertEquals(1L, ((Map<?, ?>) bench.document().get("store")).get("records"));
        assertEquals(0, json(new StoreCheckCommand()), bench.err());
        assertEquals(true, bench.document().get("sound"));
        assertEquals(0, json(new StoreCompactCommand()), bench.err());
        assertEquals(0L, bench.document().get("segmentsFreed"));
        assertTrue(bench.host.audit().lines().toString().contains("store:compact"));
    }

    @Test
    void shouldShowTheLastAuditLines() {
        var audit = bench.bindStore().namespace("node").map("audit");
        for (byte i = 0; i < 3; i++) {
            String line = "{\"atMs\":" + i + ",\"actor\":\"admin\",\"action\":\"peer:ban\",\"detail\":\"" + i
                    + "\",\"outcome\":\"ok\"}";
            audit.put(new byte[] {0, 0, 0, 0, 0, 0, 0, i, 1}, line.getBytes(StandardCharsets.UTF_8));
        }
        NodeAuditCommand command = new NodeAuditCommand();
        command.lines = 2;
        assertEquals(0, json(command), bench.err());
        List<?> lines = (List<?>) bench.document().get("lines");
        assertEquals(2, lines.size());
        assertEquals("1", ((Map<?, ?>) lines.get(0)).get("detail"));
        assertEquals("2", ((Map<?, ?>) lines.get(1)).get("detail"));
        assertEquals(0, command.run(bench.services, bench.page(true, false)));
        assertTrue(bench.out().contains("1970-01-01T00:00:00.002Z"), bench.out());
        command.lines = 0;
        assertEquals(64, json(command));
    }

    @Test
    void shouldSayThatThereIsNoStore() {
        assertEquals(1, json(new StoreStatusCommand()));
        assertTrue(bench.err().startsWith("QG-BAS-0007"), bench.err());
    }

    /** A store that cannot be opened. */
    private static final class Closed implements Storage {
        private int retries;

        @Override
        public Status status() {
            return new Status(Standing.FAILED, "local", "QG-STO-0014 older", "look at the disk");
        }

        @Override
        public void retry() {
            retries++;
        }

        @Override
        public StoreStatus check(Path copy) {
            throw new UnsupportedOperationException();
        }
    }

    @Test
    void shouldSayWhyTheStoreIsClosedAndTryAgain() {
        Closed keeper = bench.bindStorage(new Closed());
        assertEquals(2, json(new StoreStatusCommand()));
        assertEquals("QG-STO-0014 older", ((Map<?, ?>) bench.document().get("storage")).get("reason"));
        assertEquals(0, json(new StoreOpenCommand()), bench.err());
        assertEquals(1, keeper.retries);
        bench.bindStore();
        assertEquals(0, json(new StoreStatusCommand()), bench.err());
    }

    @Test
    void shouldNameAFolderByItsAbsolutePath() {
        bench.bindStore();
        StoreExportCommand export = new StoreExportCommand();
        export.folder = "here";
        assertEquals(64, json(export));
        VaultBackupCommand backup = new VaultBackupCommand();
        backup.folder = "here";
        assertEquals(64, json(backup));
    }

    private byte[] header(String text) throws NoSuchAlgorithmException {
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        byte[] sum = MessageDigest.getInstance("SHA-256").digest(content);
        byte[] whole = Arrays.copyOf(content, content.length + sum.length);
        System.arraycopy(sum, 0, whole, content.length, sum.length);
        return whole;
    }

    private int backup(Path target) {
        VaultBackupCommand backup = new VaultBackupCommand();
        backup.folder = target.toString();
        return json(backup);
    }

    @Test
    void shouldCopyTheVaultButNothingInTheClear() throws Exception {
        Path target = folder.resolve("copy");
        assertEquals(2, backup(target));
        assertTrue(bench.err().startsWith("QG-VLT-0001"), bench.err());
        byte[] header = header("a header");
        bench.host.state().write("crypto/vault/header", header);
        bench.host.state().write("crypto/identity.sealed", new byte[] {1, 2});
        bench.host.state().write("crypto/identity", new byte[] {3, 4});
        assertEquals(0, backup(target), bench.err());
        assertEquals(2L, bench.document().get("files"));
        assertArrayEquals(header, Files.readAllBytes(target.resolve("crypto/vault/header")));
        assertArrayEquals(new byte[] {1, 2}, Files.readAllBytes(target.resolve("crypto/identity.sealed")));
        assertFalse(Files.exists(target.resolve("crypto/identity")));
        assertEquals("rw-------", mode(target.resolve("crypto/vault/header")));
        assertEquals("rwx------", mode(target));
        assertEquals(2, backup(target));
        assertTrue(bench.err().startsWith("QG-VLT-0017"), bench.err());
        bench.host.state().write("crypto/vault/header", Arrays.copyOf(header, header.length - 1));
        assertEquals(2, backup(folder.resolve("other")));
        assertTrue(bench.err().startsWith("QG-VLT-0005"), bench.err());
        assertFalse(Files.exists(folder.resolve("other")));
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
