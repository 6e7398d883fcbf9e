package org.qgate.client.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Archives: ours are read by everybody's tar, everybody's by us, and hostile ones by nobody. */
@Timeout(60)
final class TarTest {
    private static final String LONG = "a-folder-with-a-name/".repeat(9) + "ünd eine Datei";

    @TempDir
    private Path folder;

    private Path archive() throws IOException {
        byte[] large = new byte[200_001];
        new Random(7).nextBytes(large);
        Path file = folder.resolve("a.tar.gz");
        try (OutputStream raw = Files.newOutputStream(file);
                TarOut out = new TarOut(raw)) {
            out.file("etc/one.cfg", 0600, "one = 1\n".getBytes(StandardCharsets.UTF_8));
            out.file("empty", 0600, new byte[0]);
            out.file("bin/run", 0755, new byte[512]);
            out.file(LONG, 0600, large);
        }
        return file;
    }

    @Test
    void shouldUnpackWhatItPacked() throws IOException {
        var digests = Unpacking.all(archive(), folder.resolve("out"));
        assertEquals(List.of(LONG, "bin/run", "empty", "etc/one.cfg"), List.copyOf(digests.keySet()));
        assertEquals("one = 1\n", Files.readString(folder.resolve("out/etc/one.cfg")));
        assertEquals(digests.get(LONG), Digest.of(folder.resolve("out").resolve(LONG)));
        assertEquals(
                "rwx------",
                PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("out/bin/run"))));
        assertEquals(
                "rw-------",
                PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("out/etc/one.cfg"))));
    }

    private static void run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).inheritIO().start();
        assertEquals(0, process.waitFor(), String.join(" ", command));
    }

    @Test
    void shouldAgreeWithTheSystemsTar() throws Exception {
        Path theirs = Files.createDirectory(folder.resolve("theirs"));
        run("tar", "-xzf", archive().toString(), "-C", theirs.toString());
        var ours = Unpacking.all(archive(), folder.resolve("ours"));
        for (String name : ours.keySet()) {
            assertEquals(ours.get(name), Digest.of(theirs.resolve(name)), name);
        }
        for (String format : List.of("ustar", "pax", "gnu")) {
            Path again = folder.resolve(format + ".tar.gz");
            run("tar", "--format=" + format, "-czf", again.toString(), "-C", theirs.toString(), ".");
            assertEquals(ours, Unpacking.all(again, folder.resolve(format)), format);
        }
    }

    private void refused(TarHeader header, String why) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(header.encode());
            out.write(new byte[1024]);
        }
        Path file = folder.resolve("hostile.tar.gz");
        Files.write(file, bytes.toByteArray());
        Path out = folder.resolve("hostile");
        FolderTree.delete(out);
        IOException refused = assertThrows(IOException.class, () -> Unpacking.all(file, out));
        assertTrue(refused.getMessage().contains(why), refused.getMessage());
    }

    @Test
    void shouldRefuseWhatLeadsOutOfItsFolder() throws IOException {
        refused(new TarHeader("../outside", 0, 0600, TarHeader.FILE), "outside its folder");
        refused(new TarHeader("a/../../outside", 0, 0600, TarHeader.FILE), "outside its folder");
        refused(new TarHeader("/etc/passwd", 0, 0600, TarHeader.FILE), "outside its folder");
        refused(new TarHeader("link", 0, 0600, '2'), "a link or a device");
        refused(new TarHeader("device", 0, 0600, '3'), "a link or a device");
        assertFalse(Files.exists(folder.resolve("outside")));
    }

    @Test
    void shouldNoticeDamage() throws IOException {
        byte[] whole = Files.readAllBytes(archive());
        Path file = folder.resolve("cut.tar.gz");
        for (int length : List.of(0, 10, 300, whole.length / 2, whole.length - 20)) {
            Files.write(file, Arrays.copyOf(whole, length));
            Path out = folder.resolve("cut-" + length);
            assertThrows(IOException.class, () -> Unpacking.all(file, out), "cut at " + length);
        }
        TarHeader header = new TarHeader("name", 0, 0600, TarHeader.FILE);
        byte[] block = header.encode();
        block[3] ^= 1;
        assertThrows(IOException.class, () -> TarHeader.decode(block));
        assertThrows(IOException.class, () -> new TarIn(new ByteArrayInputStream(new byte[100])).close());
    }
}
