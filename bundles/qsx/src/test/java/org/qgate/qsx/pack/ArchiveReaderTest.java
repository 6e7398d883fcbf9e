package org.qgate.qsx.pack;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.qgate.qsx.refuse.RefusedPackageException;

/** What this reader reads, Java's reads alike. */
class ArchiveReaderTest {
    private static Archive sample() {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("z/first.txt", "hello".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        entries.put("empty", new byte[0]);
        entries.put("a/zeros.bin", new byte[10_000]);
        byte[] noise = new byte[500];
        new Random(1).nextBytes(noise);
        entries.put("noise", noise);
        return new Archive(entries);
    }

    @Test
    void shouldReadWhatItWroteAndSoDoesJava() throws IOException {
        for (boolean packed : List.of(true, false)) {
            byte[] file = ArchiveWriter.write(sample(), packed);
            Archive read = ArchiveReader.read("x", file, Archive.Bounds.BUNDLE);
            assertEquals(
                    List.copyOf(sample().entries().keySet()),
                    List.copyOf(read.entries().keySet()));
            try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(file))) {
                for (Map.Entry<String, byte[]> entry : read.entries().entrySet()) {
                    ZipEntry next = zip.getNextEntry();
                    assertEquals(entry.getKey(), next.getName());
                    byte[] content = zip.readAllBytes();
                    assertArrayEquals(content, entry.getValue());
                    assertArrayEquals(content, sample().entries().get(entry.getKey()));
                }
                assertEquals(null, zip.getNextEntry());
            }
        }
    }

    @Test
    void shouldThrowNothingButRefusals() {
        byte[] right = ArchiveWriter.write(sample(), true);
        long seed = Long.getLong("qgate.seed", 20261120);
        Random random = new Random(seed);
        int read = 0;
        for (int i = 0; i < 5_000; i++) {
            byte[] file = right.clone();
            for (int j = random.nextInt(3); j >= 0; j--) {
                file[random.nextInt(file.length)] = (byte) random.nextInt();
            }
            try {
                ArchiveReader.read("x", file, Archive.Bounds.BUNDLE);
                read++;
            } catch (RefusedPackageException expected) {
                assertEquals(1, expected.refusals().size(), () -> "-Dqgate.seed=" + seed);
            }
        }
        assertEquals(true, read < 500, () -> "too many pass, -Dqgate.seed=" + seed);
    }

    /** Tells whether two files are the same archive to this reader. */
    static boolean readsTheSame(byte[] one, byte[] other) {
        try {
            Map<String, byte[]> first =
                    ArchiveReader.read("x", one, Archive.Bounds.PACKAGE).entries();
            Map<String, byte[]> second =
                    ArchiveReader.read("x", other, Archive.Bounds.PACKAGE).entries();
            return List.copyOf(first.keySet()).equals(List.copyOf(second.keySet()))
                    && first.keySet().stream().allMatch(name -> Arrays.equals(first.get(name), second.get(name)));
        } catch (RefusedPackageException refused) {
            return false;
        }
    }
}
