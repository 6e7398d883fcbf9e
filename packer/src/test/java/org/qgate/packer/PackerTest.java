package org.qgate.packer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.qgate.api.error.PackageError;
import org.qgate.ext.Permission;
import org.qgate.qsx.Qsx;
import org.qgate.qsx.Trust;
import org.qgate.qsx.VerifiedPackage;
import org.qgate.qsx.manifest.Quota;
import org.qgate.qsx.manifest.ServiceManifest;
import org.qgate.qsx.refuse.Refusal;
import org.qgate.qsx.refuse.RefusedPackageException;
import org.qgate.release.SecretKey;

/** What becomes of an author's files, and what an author is told. */
final class PackerTest {
    private static final String GREETER = "org.example.greeter.Greeter";
    private static final String INTRUDER = "org.example.greeter.Intruder";
    private static final String TRESPASSER = "org.example.greeter.Trespasser";

    @TempDir
    private Path folder;

    private SecretKey key;

    @BeforeEach
    void makeKey() throws IOException {
        key = SecretKey.make(folder.resolve("example.key"));
    }

    private Packer.Packed pack(String yaml) throws IOException {
        return new Packer(key).pack(yaml, "1.2.0", Authored.jar(GREETER), Map.of());
    }

    private List<Refusal> refused(String yaml) {
        return assertThrows(RefusedPackageException.class, () -> pack(yaml)).refusals();
    }

    @Test
    void shouldMakeWhatANodeTakes() throws IOException {
        byte[] file = pack(Authored.YAML).file();
        VerifiedPackage taken = new Qsx(new BouncyVerifier())
                .verify(file, id -> Optional.of(Packer.publisher("Example", key))
                        .filter(it -> it.id().equals(id)));
        ServiceManifest manifest = taken.manifest();
        assertEquals("1.2.0", manifest.version(), "of the module, where the file names none");
        assertEquals(
                List.of("net.accept", "store.use"),
                manifest.permissions().stream()
                        .map(each -> each.permission().id())
                        .toList());
        assertTrue(manifest.request(Permission.STORE_USE).orElseThrow().optional());
        assertEquals(2, manifest.policies().quota().of(Quota.Item.THREADS));
        assertEquals(Quota.Item.STREAMS.usual(), manifest.policies().quota().of(Quota.Item.STREAMS));
        assertEquals(ServiceManifest.Lifecycle.DEFAULT, manifest.lifecycle());
        assertEquals(List.of(GREETER), List.copyOf(taken.classes().keySet()), "nothing of what Maven adds");
        assertArrayEquals(file, pack(Authored.YAML).file(), "the same again");
    }

    @Test
    void shouldBelongToItsPublisherAlone() throws IOException {
        byte[] file = pack(Authored.YAML).file();
        Qsx judge = new Qsx(new BouncyVerifier());
        assertTrue(judge.inspect(file, Trust.NOBODY).lacksTrustOnly());
        assertEquals(
                Optional.of(Packer.publisher("Example", key)),
                judge.inspect(file, Trust.NOBODY).stranger(),
                "the key is in the package");
        SecretKey other = SecretKey.make(folder.resolve("other.key"));
        assertThrows(
                RefusedPackageException.class,
                () -> judge.verify(file, id -> Optional.of(Packer.publisher("Example", other))));
    }

    @Test
    void shouldTellClassReferenceRuleAndSubstitute() {
        List<Refusal> refusals = assertThrows(RefusedPackageException.class, () -> new Packer(key)
                        .pack(trespassing(), "1.0.0", Authored.jar(GREETER, INTRUDER, TRESPASSER), Map.of()))
                .refusals();
        String all = refusals.toString();
        for (String reference : List.of("ProcessBuilder", "System.exit")) {
            assertTrue(all.contains(reference), reference + " in " + all);
        }
        for (Refusal each : refusals) {
            assertTrue(each.where().contains("Intruder"), each.line());
            assertTrue(!each.rule().isBlank() && !each.instead().isBlank(), each.line());
            assertEquals("org/example/greeter/Trespasser.start", each.path().get(0));
            assertEquals("org/example/greeter/Trespasser.trespass", each.path().get(1));
            assertEquals(each.where(), each.path().get(2));
        }
    }

    private static String trespassing() {
        return Authored.yaml(TRESPASSER);
    }

    @Test
    void shouldCutWhatIsNotUsedUnlessItIsToldNotTo() throws IOException {
        byte[] jar = Authored.jar(GREETER, INTRUDER);
        Packer.Packed packed = new Packer(key).pack(Authored.YAML, "1.0.0", jar, Map.of());
        assertEquals("classes 2 -> 1", packed.cut().line().substring(0, 14));
        assertArrayEquals(
                packed.file(),
                new Packer(key).pack(Authored.YAML, "1.0.0", jar, Map.of()).file(),
                "the same again");
        List<Refusal> refusals = assertThrows(RefusedPackageException.class, () -> new Packer(key)
                        .pack(Authored.YAML + "prune: false\n", "1.0.0", jar, Map.of()))
                .refusals();
        assertEquals(List.of(), refusals.get(0).path(), "nothing leads there");
    }

    @Test
    void shouldPackForAProcessWhatIsRefusedOtherwise() throws IOException {
        String yaml = trespassing() + "tier: process\n";
        byte[] jar = Authored.jar(GREETER, INTRUDER, TRESPASSER);
        Packer.Packed packed = new Packer(key).pack(yaml, "1.0.0", jar, Map.of());
        assertEquals(3, packed.cut().classes());
    }

    @Test
    void shouldNameTheFieldThatIsWrong() {
        Map<String, String> wrong = Map.of(
                Authored.YAML + "colour: blue\n",
                "colour",
                Authored.YAML.replace("id: org.example.greeter", "id: Greeter"),
                "service.yaml.id",
                Authored.YAML + "version: 1.0\n",
                "fraction",
                Authored.YAML + "epoch: soon\n",
                "service.yaml.epoch",
                Authored.YAML + "prune: perhaps\n",
                "service.yaml.prune",
                Authored.YAML.replace("threads: 2", "threads: 1000"),
                "threads",
                Authored.YAML.replace("store.use", "peer.ban"),
                "peer.ban",
                Authored.YAML.replace("entry: org.example.greeter.Greeter\n", ""),
                "entry",
                Authored.YAML.replace("greeter.Greeter", "greeter.Absent"),
                "Absent");
        wrong.forEach((yaml, said) -> assertTrue(refused(yaml).toString().contains(said), said + ": " + refused(yaml)));
    }

    @Test
    void shouldTakeTheScopeOfCommandsAndMemory() throws IOException {
        ServiceManifest manifest = pack(Authored.YAML.replace("threads: 2", "threads: 2, memoryMiB: 96")
                        + "commands: greet\n")
                .manifest();
        assertEquals(Optional.of("greet"), manifest.commands());
        assertEquals(96, manifest.policies().quota().of(Quota.Item.MEMORY_MIB));
        assertEquals(
                PackageError.COMMAND_SCOPE,
                refused(Authored.YAML + "commands: vault\n").get(0).code());
    }

    @Test
    void shouldTakeYamlStrictly() {
        assertEquals(
                PackageError.DUPLICATE_KEY,
                refused(Authored.YAML + "title: Again\n").get(0).code());
        for (String odd : List.of("", "- a list", "a: [1", "a: &x [1]\nb: *x\n", "a: !!java.net.URL [x]\n")) {
            assertTrue(refused(odd).get(0).where().startsWith("service.yaml"), odd);
        }
    }

    @Test
    void shouldTakeTheVariantThatJava17Would() throws IOException {
        ByteArrayOutputStream jar = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(jar)) {
            for (String name : List.of("a.txt", "b.txt")) {
                for (int version : new int[] {0, 9, 17, 21}) {
                    zip.putNextEntry(new ZipEntry(version == 0 ? name : "META-INF/versions/" + version + "/" + name));
                    zip.write(version);
                }
            }
        }
        Map<String, byte[]> files = JarFiles.of(jar.toByteArray());
        assertEquals(Set.of("a.txt", "b.txt"), files.keySet());
        files.forEach((name, content) -> assertArrayEquals(new byte[] {17}, content, name));
    }

    @Test
    void shouldNotPackWhatIsNoJar() {
        assertThrows(RefusedPackageException.class, () -> new Packer(key)
                .pack(Authored.YAML, "1.0.0", new byte[10], Map.of()));
    }
}
