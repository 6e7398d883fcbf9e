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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.qgate.api.crypto.Crypto;
import org.qgate.api.error.CryptoError;
import org.qgate.api.error.QGateException;
import org.qgate.api.vault.VaultState;
import org.qgate.shell.internal.KnownVault;
import org.qgate.shell.internal.ShellBench;

/** What an operator has to say so that a node belongs to a family, and what is kept of that. */
final class FamilyImportTest {
    private final ShellBench bench = new ShellBench().bind();
    private final KnownVault vault = bench.bindVault();
    private final List<byte[]> given = new ArrayList<>();
    private final List<String> asked = new ArrayList<>();
    private final NodeFamilyImportCommand command = new NodeFamilyImportCommand();

    @TempDir
    private Path folder;

    /** A cryptography that knows nothing but this one call. */
    @BeforeEach
    void bind() {
        bench.bindCrypto((Crypto) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Crypto.class}, (proxy, method, arguments) -> {
                    assertEquals("installFamily", method.getName());
                    byte[] seed = (byte[]) arguments[0];
                    asked.add(Arrays.toString(seed) + " " + arguments[1]);
                    Arrays.fill(seed, (byte) 0);
                    given.add(seed);
                    if (asked.size() > 1 && arguments[1].equals(false)) {
                        throw new QGateException(CryptoError.FAMILY, "it was not replaced");
                    }
                    return new byte[] {(byte) 0xfa, 0x31};
                }));
    }

    private int json() {
        return command.run(bench.services, bench.page(false, true));
    }

    private Path file(Path at, int length, String mode) throws IOException {
        byte[] content = new byte[length];
        Arrays.fill(content, (byte) 77);
        Files.write(at, content);
        return Files.setPosixFilePermissions(at, PosixFilePermissions.fromString(mode));
    }

    private String audit() {
        return bench.host.audit().lines().toString();
    }

    private void refused(int exit, String words) {
        assertEquals(exit, json());
        assertTrue(bench.err().contains(words), bench.err());
        assertEquals(List.of(), asked);
        assertFalse(audit().contains(folder.toString()) || audit().contains("77"), audit());
    }

    @Test
    void shouldHandOverTheKeyAndLeaveTheFile() throws IOException {
        Path key = file(folder.resolve("family.key"), 32, "rw-------");
        command.file = key.toString();
        assertEquals(0, json(), bench.err());
        byte[] content = Files.readAllBytes(key);
        assertEquals(List.of(Arrays.toString(content) + " false"), asked);
        assertArrayEquals(new byte[32], given.get(0));
        assertEquals("fa31", bench.document().get("family"));
        assertEquals(false, bench.document().get("erased"));
        assertTrue(audit().contains("action=node:family-import, detail=, outcome=ok"), audit());
        assertEquals(3, json());
        assertTrue(bench.err().startsWith("QG-CRY-0008") && bench.err().contains("--replace"), bench.err());
        command.replace = true;
        assertEquals(0, command.run(bench.services, bench.page(true, false)), bench.err());
        assertTrue(bench.out().contains("family fa31") && bench.out().contains("was not erased"), bench.out());
        assertTrue(audit().contains("detail=--replace, outcome=ok"), audit());
        assertFalse(audit().contains("fa31") || audit().contains(folder.toString()), audit());
    }

    @Test
    void shouldRefuseWhatIsNoFamilyKey() throws IOException {
        for (int length : new int[] {0, 31, 33, 5_000}) {
            command.file = file(folder.resolve("wrong"), length, "rw-------").toString();
            refused(2, "exactly 32 raw bytes");
            assertTrue(bench.err().startsWith("QG-CRY-0002"), bench.err());
        }
        command.file = file(folder.resolve("open"), 32, "rw-r-----").toString();
        refused(64, "chmod 600");
        command.file = Files.createSymbolicLink(folder.resolve("link"), file(folder.resolve("target"), 32, "rw-------"))
                .toString();
        refused(64, "there is none at");
        command.file = folder.resolve("absent").toString();
        refused(64, "there is none at");
        command.file = "family.key";
        refused(64, "absolute path");
    }

    @Test
    void shouldRefuseAFileInTheNodesFolder() throws IOException {
        Path node =
                bench.services.bedrock().installation().etc().toAbsolutePath().getParent();
        Path inside = file(Files.createTempFile(node.resolve("target"), "family", ".key"), 32, "rw-------");
        Path link = folder.resolve("elsewhere");
        try {
            command.file = inside.toString();
            refused(64, "lies in the node's own folder");
            command.file = Files.createSymbolicLink(link, inside.getParent())
                    .resolve(inside.getFileName())
                    .toString();
            refused(64, "lies in the node's own folder");
        } finally {
            Files.delete(inside);
            Files.deleteIfExists(link);
        }
    }

    @Test
    void shouldTryWithoutEffectAndWaitForTheVault() throws Exception {
        command.file = file(folder.resolve("family.key"), 32, "rw-------").toString();
        vault.state = VaultState.LOCKED;
        refused(1, "QG-VLT-0002");
        vault.state = VaultState.ABSENT;
        refused(2, "QG-VLT-0001");
        vault.state = VaultState.UNLOCKED;
        Field dryRun = ChangingCommand.class.getDeclaredField("dryRun");
        dryRun.setAccessible(true);
        dryRun.set(command, true);
        assertEquals(0, json(), bench.err());
        assertEquals(List.of(), asked);
        assertEquals("[]", audit());
    }
}
