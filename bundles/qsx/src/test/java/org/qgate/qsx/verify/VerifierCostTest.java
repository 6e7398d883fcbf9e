package org.qgate.qsx.verify;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.qgate.qsx.manifest.ServiceManifest.Tier;
import org.qgate.qsx.pack.Archive;
import org.qgate.qsx.pack.ArchiveReader;
import org.qgate.qsx.pack.ArchiveWriter;

/**
 * Looking at classes costs about as much as unzipping and hashing them; {@code ./qgate bench verifier} measures it. Here is
 * only seen that it is not another order of magnitude.
 */
class VerifierCostTest {
    private static final int PAIRS = 15;
    private static final double TEN_TIMES_THE_BOUND = 20;

    @Test
    void shouldCostNotMuchMoreThanUnzippingAndHashing() throws Exception {
        byte[] bundle = ArchiveWriter.write(new Archive(classes()), true);
        ClassVerifier verifier = new ClassVerifier(AllowList.load());
        double best = Double.MAX_VALUE;
        for (int i = 0; i < PAIRS; i++) {
            long start = System.nanoTime();
            hash(bundle);
            long between = System.nanoTime();
            Archive archive = ArchiveReader.read("bundle", bundle, Archive.Bounds.BUNDLE);
            verifier.verify(Tier.GUARDED, "org.example", "org.example.None", archive);
            best = Math.min(best, (double) (System.nanoTime() - between) / (between - start));
        }
        double ratio = best;
        assertTrue(ratio < TEN_TIMES_THE_BOUND, () -> "at best " + ratio + " times");
    }

    private static Map<String, byte[]> classes() throws IOException, URISyntaxException {
        Path jar = Path.of(JsonFactory.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        Map<String, byte[]> classes = new LinkedHashMap<>();
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(jar))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (entry.getName().endsWith(".class") && !entry.getName().startsWith("META-INF/")) {
                    classes.put(entry.getName(), in.readAllBytes());
                }
            }
        }
        assertTrue(classes.size() > 100, "too few classes to tell anything");
        return classes;
    }

    private static void hash(byte[] bundle) throws IOException, NoSuchAlgorithmException {
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(bundle))) {
            while (in.getNextEntry() != null) {
                sha256.update(in.readAllBytes());
            }
        }
        assertTrue(sha256.digest().length > 0);
    }
}
