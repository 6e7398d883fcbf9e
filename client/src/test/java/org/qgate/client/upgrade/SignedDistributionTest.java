package org.qgate.client.upgrade;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.qgate.client.Refused;
import org.qgate.client.archive.FolderTree;
import org.qgate.common.release.DistributionDocument;
import org.qgate.common.release.PublicReleaseKey;
import org.qgate.common.release.ReleaseDocument;
import org.qgate.release.DistributionSigner;
import org.qgate.release.SecretKey;

/** Which distributions an upgrade accepts. */
@Timeout(120)
final class SignedDistributionTest {
    @TempDir
    private Path folder;

    private SecretKey key;
    private Path inUse;
    private Path next;

    @BeforeEach
    void makeDistributions() throws IOException {
        key = SecretKey.make(folder.resolve("key"));
        inUse = Files.createDirectory(folder.resolve("in-use"));
        pin(inUse, key);
        next = Files.createDirectories(folder.resolve("packed/qgate-0.2.0"));
        put("bin/qgate", "#!/bin/sh\n");
        assertTrue(next.resolve("bin/qgate").toFile().setExecutable(true));
        put("lib/boot/a.jar", "a jar");
        put("defaults/etc/a.cfg", "a = 1\n");
        put("etc/a.cfg", "a = 7\n");
        sign(key);
    }

    private void put(String name, String text) throws IOException {
        Path file = next.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static void pin(Path home, SecretKey key) throws IOException {
        Files.createDirectories(home.resolve("release"));
        Files.writeString(
                home.resolve("release").resolve(PublicReleaseKey.FILE),
                key.publicKey().encode());
    }

    private void sign(SecretKey by) throws IOException {
        Files.createDirectories(next.resolve("release"));
        Files.write(
                next.resolve("release").resolve(ReleaseDocument.FILE),
                new ReleaseDocument("0.2.0", List.of()).encode());
        DistributionSigner.sign(next, by);
    }

    private void refused(String code) {
        Refused refused = assertThrows(Refused.class, () -> Candidate.of(next, inUse));
        assertTrue(refused.getMessage().startsWith(code), refused.getMessage());
        assertEquals(Refused.WILL_NOT_HELP, refused.exitCode());
    }

    @Test
    void shouldAcceptWhatThePinnedKeySigned() throws IOException {
        SignedDistribution found = Candidate.of(next, inUse);
        assertEquals("0.2.0", found.version());
        assertEquals(key.id(), found.keyId());
        put("etc/a.cfg", "a = 8\n"); // not the program's
        put("data/x", "a node's");
        assertEquals("0.2.0", Candidate.of(next, inUse).version());
    }

    @Test
    void shouldRefuseWhatIsNotSigned() throws IOException {
        Files.delete(next.resolve("release").resolve(DistributionDocument.FILE));
        refused("QG-UPD-0001");
    }

    @Test
    void shouldRefuseAnotherPublisherWhateverKeyComesAlong() throws IOException {
        SecretKey other = SecretKey.make(folder.resolve("other"));
        sign(other);
        refused("QG-UPD-0002");
    }

    @Test
    void shouldRefuseWhatIsNotAsSigned() throws IOException {
        put("lib/boot/a.jar", "b jar");
        refused("QG-UPD-0003");
        put("lib/boot/a.jar", "a jar");
        put("lib/boot/b.jar", "another jar");
        refused("QG-UPD-0003");
        Files.delete(next.resolve("lib/boot/b.jar"));
        Files.delete(next.resolve("defaults/etc/a.cfg"));
        refused("QG-UPD-0003");
        byte[] list = Files.readAllBytes(next.resolve("release").resolve(DistributionDocument.FILE));
        Files.write(
                next.resolve("release").resolve(DistributionDocument.FILE),
                new String(list, StandardCharsets.UTF_8)
                        .replace("payload", "payl0ad")
                        .getBytes(StandardCharsets.UTF_8));
        refused("QG-UPD-0003");
    }

    @Test
    void shouldRefuseALinkInTheProgramsFolders() throws IOException {
        Files.createSymbolicLink(next.resolve("lib/boot/link.jar"), next.resolve("lib/boot/a.jar"));
        assertThrows(IOException.class, () -> Candidate.of(next, inUse));
    }

    private Path packed() throws Exception {
        Path archive = folder.resolve("next.tar.gz");
        Process tar = new ProcessBuilder(
                        "tar",
                        "-czf",
                        archive.toString(),
                        "-C",
                        next.getParent().toString(),
                        "qgate-0.2.0")
                .inheritIO()
                .start();
        assertEquals(0, tar.waitFor());
        return archive;
    }

    @Test
    void shouldUnpackAnArchiveBesideTheOneInUse() throws Exception {
        SignedDistribution found = Candidate.of(packed(), inUse);
        assertEquals(folder.toRealPath().resolve("qgate-0.2.0"), found.home());
        assertTrue(Files.isExecutable(found.home().resolve("bin/qgate")));
        assertEquals(found, Candidate.of(packed(), inUse)); // it is there already, and right
        put("lib/boot/a.jar", "b jar");
        Path altered = packed();
        FolderTree.delete(found.home());
        assertThrows(Refused.class, () -> Candidate.of(altered, inUse));
        assertFalse(Files.exists(found.home()) || Files.exists(folder.resolve(".qgate-unpacking")));
    }

    @Test
    void shouldOrderVersionsByTheirNumbers() {
        assertTrue(Candidate.compare("0.10.0", "0.9.9") > 0);
        assertEquals(0, Candidate.compare("1.2", "1.2.0"));
        assertTrue(Candidate.compare("0.1.0.test", "0.1.1") < 0);
    }
}
