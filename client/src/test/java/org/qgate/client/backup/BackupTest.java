package org.qgate.client.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.qgate.client.Refused;
import org.qgate.client.archive.Digest;
import org.qgate.client.archive.FolderTree;
import org.qgate.client.archive.TarOut;

/** A node's folders into a file and back, and everything that is refused on the way. */
@Timeout(60)
final class BackupTest {
    @TempDir
    private Path folder;

    private NodeTree node;
    private NodeTree other;
    private Path file;
    private Path defaults;

    @BeforeEach
    void makeNode() throws IOException {
        node = new NodeTree(folder.resolve("one/etc"), folder.resolve("one/data"));
        other = new NodeTree(folder.resolve("two/etc"), folder.resolve("two/data"));
        file = folder.resolve("node.tar.gz");
        defaults = folder.resolve("defaults");
        write(defaults.resolve("a.cfg"), "a = 1\n");
        write(node.etc().resolve("a.cfg"), "a = 2\n");
        write(node.state().resolve("format"), "1\n");
        write(node.state().resolve("crypto/identity.sealed"), "sealed");
        write(node.state().resolve("store/manifest"), "grows");
        write(node.state().resolve("ssh/operator_key"), "a private key");
        write(node.state().resolve("pid"), "17");
        write(node.state().resolve(".lock"), "");
        write(node.state().resolve("core/.journal.json.new"), "half");
        write(node.data().resolve("log/qgate.log"), "a log");
        write(node.data().resolve("cache/bundle0/x"), "a cache");
        header("header one");
    }

    private static void write(Path path, String text) throws IOException {
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    /** Whatever it says: it ends in its hash. */
    private void header(String text) throws IOException {
        MessageDigest hash = Digest.sha256();
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        byte[] sum = hash.digest(content);
        byte[] whole = Arrays.copyOf(content, content.length + sum.length);
        System.arraycopy(sum, 0, whole, content.length, sum.length);
        Files.createDirectories(node.header().getParent());
        Files.write(node.header(), whole);
    }

    private int backup(Optional<Path> store) throws IOException {
        return new Backup(node, store, "0.1.0").write(file, 1_000);
    }

    private Restore restore(String version) {
        return new Restore(other, defaults, version);
    }

    private static Map<String, String> content(Path folder) throws IOException {
        Map<String, String> content = new TreeMap<>();
        for (var each : FolderTree.files(folder).entrySet()) {
            content.put(each.getKey(), Files.readString(each.getValue(), StandardCharsets.ISO_8859_1));
        }
        return content;
    }

    private void refused(int exitCode, String why, Executable call) {
        Refused refused = assertThrows(Refused.class, call);
        assertTrue(refused.getMessage().contains(why), refused.getMessage());
        assertEquals(exitCode, refused.exitCode());
    }

    @Test
    void shouldBringBackEverythingButKeysCachesAndLogs() throws IOException {
        assertEquals(5, backup(Optional.empty()));
        assertFalse(Files.exists(folder.resolve("node.tar.gz.partial")));
        assertEquals(1_000, restore("0.1.0").from(file));
        assertEquals(content(node.etc()), content(other.etc()));
        Map<String, String> state = content(node.state());
        state.keySet().removeIf(name -> name.startsWith("ssh") || name.startsWith(".") || name.equals("pid"));
        state.remove("core/.journal.json.new");
        assertEquals(state, content(other.state()));
        assertEquals(
                state.keySet(), FolderTree.files(other.data().resolve("qgate")).keySet());
        assertEquals(
                2,
                content(other.data().getParent()).keySet().stream()
                        .map(name -> name.substring(0, name.indexOf('/')))
                        .distinct()
                        .count());
        refused(Refused.WILL_NOT_HELP, "replaces nothing", () -> backup(Optional.empty()));
    }

    @Test
    void shouldTakeARunningNodesStoreFromItsExport() throws IOException {
        write(folder.resolve("export/manifest"), "stands still");
        backup(Optional.of(folder.resolve("export")));
        restore("0.1.0").from(file);
        assertEquals("stands still", Files.readString(other.state().resolve("store/manifest")));
    }

    @Test
    void shouldRefuseAHeaderThatIsNotWhole() throws IOException {
        write(node.header(), "zeros");
        refused(Refused.WILL_NOT_HELP, "QG-VLT-0005", () -> backup(Optional.empty()));
        assertFalse(Files.exists(file));
    }

    @Test
    void shouldRestoreIntoAnEmptyNodeOnly() throws IOException {
        backup(Optional.empty());
        write(other.state().resolve("format"), "1\n");
        refused(Refused.POLICY, "holds a node", () -> restore("0.1.0").from(file));
        FolderTree.delete(other.data());
        write(other.etc().resolve("a.cfg"), "a = 3\n");
        refused(Refused.POLICY, "was changed", () -> restore("0.1.0").from(file));
        write(other.etc().resolve("a.cfg"), "a = 1\n"); // as shipped
        restore("0.1.0").from(file);
        assertEquals("a = 2\n", Files.readString(other.etc().resolve("a.cfg")));
    }

    @Test
    void shouldGoOnAfterARestoreThatWasBrokenOff() throws IOException {
        backup(Optional.empty());
        write(other.state().resolve("format"), "1\n");
        write(folder.resolve("two/etc.restoring/a.cfg"), "a = 2\n");
        restore("0.1.0").from(file);
        assertEquals(content(node.etc()), content(other.etc()));
        assertFalse(Files.exists(folder.resolve("two/etc.restoring")));
    }

    @Test
    void shouldRefuseAnotherVersionsBackupAndWhatIsNone() throws IOException {
        backup(Optional.empty());
        refused(Refused.WILL_NOT_HELP, "made by version 0.1.0", () -> restore("0.2.0")
                .from(file));
        refused(Refused.WILL_NOT_HELP, "there is no backup", () -> restore("0.1.0")
                .from(folder.resolve("none")));
        Path foreign = folder.resolve("foreign.tar.gz");
        try (OutputStream raw = Files.newOutputStream(foreign);
                TarOut out = new TarOut(raw)) {
            out.file("etc/a.cfg", 0600, new byte[3]);
        }
        refused(Refused.WILL_NOT_HELP, "no manifest", () -> restore("0.1.0").from(foreign));
        assertFalse(Files.exists(other.state()) || Files.exists(other.etc()));
    }

    @Test
    void shouldRefuseContentThatIsNotWhatTheManifestSays() throws IOException {
        Path wrong = folder.resolve("wrong.tar.gz");
        BackupManifest manifest = new BackupManifest(
                "0.1.0",
                1,
                false,
                new TreeMap<>(Map.of("etc/a.cfg", "00".repeat(32), "data/qgate/x", "11".repeat(32))));
        try (OutputStream raw = Files.newOutputStream(wrong);
                TarOut out = new TarOut(raw)) {
            out.file("etc/a.cfg", 0600, new byte[3]);
            out.file(BackupManifest.NAME, 0600, manifest.encode());
        }
        refused(Refused.WILL_NOT_HELP, "damaged, first at: etc/a.cfg", () -> restore("0.1.0")
                .from(wrong));
        assertFalse(Files.exists(other.state()) || Files.exists(other.etc()));
        assertFalse(Files.exists(folder.resolve("two/data.unpacking")));
    }
}
