package org.qgate.base.internal.release;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Version;
import org.qgate.api.error.QGateException;
import org.qgate.release.BundleJar;
import org.qgate.release.SecretKey;

/** What is not signed, not by the pinned key, not what was signed or not for this node is refused with its own code. */
final class SignedPackagesTest {
    private static final Version API = new Version(0, 1, 0);

    @TempDir
    Path folder;

    private SecretKey key;
    private SignedPackages reader;
    private byte[] good;

    @BeforeEach
    void pack() throws IOException {
        key = SecretKey.make(folder.resolve("key"));
        reader = new SignedPackages(key.publicKey(), new Room(API, 1));
        good = BundleJar.of(jar("org.qgate.kernel", "1.2.3", null)).pack(key);
    }

    private static byte[] jar(String bsn, String version, String exports) throws IOException {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue("Bundle-SymbolicName", bsn);
        main.putValue("Bundle-Version", version);
        if (exports != null) {
            main.putValue("Export-Package", exports);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new JarOutputStream(out, manifest).close();
        return out.toByteArray();
    }

    private static Map<String, byte[]> entries(byte[] zip) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                entries.put(entry.getName(), in.readAllBytes());
            }
        }
        return entries;
    }

    private static byte[] zip(Map<String, byte[]> entries) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
            }
        }
        return out.toByteArray();
    }

    private String code(byte[] file) {
        return assertThrows(QGateException.class, () -> reader.read(file)).codeId();
    }

    @Test
    void shouldReadWhatThePinnedKeySigned() throws IOException {
        CorePackage read = reader.read(good);
        assertEquals("qgate:core/org.qgate.kernel/1.2.3", read.location());
        assertEquals(key.id(), read.keyId());
        assertArrayEquals(entries(good).get("org.qgate.kernel-1.2.3.jar"), read.jar());
    }

    @Test
    void shouldRefuseUnsignedPackage() throws IOException {
        Map<String, byte[]> entries = entries(good);
        entries.remove("service.dsse");
        assertEquals("QG-UPD-0001", code(zip(entries)));
    }

    @Test
    void shouldRefuseAnotherKey() throws IOException {
        SecretKey other = SecretKey.make(folder.resolve("other"));
        byte[] foreign = BundleJar.of(jar("org.qgate.kernel", "1.2.3", null)).pack(other);
        assertEquals("QG-UPD-0002", code(foreign));
    }

    @Test
    void shouldRefuseOneOfTheTwoSignaturesAlone() throws IOException {
        SecretKey other = SecretKey.make(folder.resolve("other"));
        String text = new String(entries(good).get("service.dsse"), StandardCharsets.UTF_8);
        String foreign = new String(
                entries(BundleJar.of(jar("org.qgate.kernel", "1.2.3", null)).pack(other))
                        .get("service.dsse"),
                StandardCharsets.UTF_8);
        for (int kept : new int[] {0, 1}) {
            Map<String, byte[]> entries = entries(good);
            String[] mine = signatures(text);
            String[] theirs = signatures(foreign);
            String mixed = text.replace(mine[1 - kept], theirs[1 - kept]);
            entries.put("service.dsse", mixed.getBytes(StandardCharsets.UTF_8));
            assertEquals("QG-UPD-0002", code(zip(entries)));
        }
    }

    private static String[] signatures(String envelope) {
        return Pattern.compile("\"sig\" *: *\"([^\"]+)\"")
                .matcher(envelope)
                .results()
                .map(found -> found.group(1))
                .toArray(String[]::new);
    }

    @Test
    void shouldRefuseAnotherBundleThanTheSignedOne() throws IOException {
        Map<String, byte[]> entries = entries(good);
        entries.put("org.qgate.kernel-1.2.3.jar", jar("org.qgate.kernel", "1.2.3", "a.b"));
        assertEquals("QG-UPD-0003", code(zip(entries)));
        assertThrows(IOException.class, () -> BundleJar.of(jar("org.qgate.kernel", "1.2.3", "a.b")));
    }

    @Test
    void shouldRefuseMoreThanItLists() throws IOException {
        Map<String, byte[]> entries = entries(good);
        entries.put("more.txt", new byte[1]);
        assertEquals("QG-UPD-0003", code(zip(entries)));
        entries.remove("more.txt");
        entries.put("../escape", new byte[1]);
        assertEquals("QG-UPD-0003", code(zip(entries)));
    }

    @Test
    void shouldRefuseWhatIsTooNew() throws IOException {
        SignedPackages older = new SignedPackages(key.publicKey(), new Room(new Version(0, 0, 9), 1));
        assertEquals(
                "QG-UPD-0006",
                assertThrows(QGateException.class, () -> older.read(good)).codeId());
        SignedPackages emptier = new SignedPackages(key.publicKey(), new Room(API, 0));
        assertEquals(
                "QG-UPD-0006",
                assertThrows(QGateException.class, () -> emptier.read(good)).codeId());
    }

    @Test
    void shouldAcceptNothingThatWasAltered() {
        long seed = Long.getLong("qgate.seed", 20_261_120L);
        Random random = new Random(seed);
        for (int round = 0; round < 500; round++) {
            byte[] altered = good.clone();
            int at = random.nextInt(altered.length);
            altered[at] ^= (byte) (1 << random.nextInt(8));
            try {
                CorePackage read = reader.read(altered);
                // Names, times and checks of the ZIP itself are not signed: the bundle is.
                assertArrayEquals(reader.read(good).jar(), read.jar(), "qgate.seed=" + seed + " round " + round);
            } catch (QGateException refused) {
                assertEquals("QG-UPD", refused.codeId().substring(0, 6), "qgate.seed=" + seed + " round " + round);
            }
        }
    }
}
