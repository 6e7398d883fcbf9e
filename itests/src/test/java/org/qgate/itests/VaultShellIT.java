package org.qgate.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The vault as an operator meets it, at a terminal and in scripts: a passphrase opens it and is kept nowhere. */
@Timeout(600)
final class VaultShellIT {
    private static final String PASSPHRASE = "correct-horse-7391";

    /** Typed at a terminal, whose history must not lie in the open. */
    private static final String HOST = "typed-by-the-operator.test";

    private TestNode node;

    @BeforeEach
    void start() throws Exception {
        node = TestNode.unpack(
                Files.createTempDirectory(Path.of("target"), "vault-shell").toAbsolutePath());
        expect(0, node.qgate("start"));
    }

    @AfterEach
    void stop() throws Exception {
        node.close();
    }

    private static TestNode.Result expect(int exitCode, TestNode.Result result) {
        assertEquals(exitCode, result.exitCode(), result.toString());
        return result;
    }

    private void expectNowhere(String secret) throws IOException {
        for (Path folder : List.of(node.base(), node.key().getParent())) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    String content = Files.readString(file, StandardCharsets.ISO_8859_1);
                    assertFalse(content.contains(secret), file.toString());
                }
            }
        }
    }

    private Path passphraseFile() throws IOException {
        Path file = node.base().resolveSibling("passphrase");
        Files.writeString(file, PASSPHRASE + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return file;
    }

    @Test
    void shouldAskForAPassphraseAndKeepItNowhere() throws Exception {
        String first = expect(0, node.qgate("exec", "vault:status")).out();
        assertTrue(first.contains("vault\tunlocked") && first.contains("key on the same machine"), first);
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(node.key())));
        String screen;
        try (ShellTerminal terminal = new ShellTerminal(node.files())) {
            terminal.await("qgate").type("vault:rekey --passphrase").await("New passphrase:");
            terminal.type(PASSPHRASE).await("Once more:").type(PASSPHRASE).await("needed");
            terminal.type("vault:lock").await("vault:unlock");
            terminal.type("circuit:list").await("QG-VLT-0002");
            terminal.type("vault:unlock").await("Passphrase:").type(PASSPHRASE).await("unlocked");
            terminal.type("echo " + HOST).await(HOST).await(HOST); // typed, then said
            screen = terminal.screen();
        }
        assertFalse(screen.contains(PASSPHRASE), screen);

        expect(0, node.qgate("exec", "vault:lock"));
        TestNode.Result refused = expect(64, node.qgate("exec", "vault:unlock"));
        assertTrue(refused.err().contains("--passphrase-file"), refused.err());
        try (ShellTerminal terminal = new ShellTerminal(node.files())) {
            terminal.await("locked: vault:unlock").await("qgate");
        }
        expect(1, node.qgate("exec", "peer:list"));
        expect(0, node.qgate("status"));
        expect(
                1,
                node.qgate("backup", node.base().resolveSibling("locked.tar.gz").toString()));
        expect(0, node.qgate("exec", "vault:unlock --passphrase-file " + passphraseFile()));
        assertTrue(expect(0, node.qgate("exec", "vault:status")).out().contains("vault\tunlocked"));
        expectNowhere(PASSPHRASE);
        expectNowhere(HOST);
    }
}
