package org.qgate.common.release;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Release lists, keys and manifests come back as they were written, and nothing else is read. */
final class ReleaseFormatsTest {
    private static final String SHA = "ab".repeat(32);
    private static final ReleaseEntry ENTRY =
            new ReleaseEntry("org.qgate.kernel", "1.2.3", SHA, "org.qgate.kernel-1.2.3.jar", "[0.1,0.2)", 1);

    private static byte[] changed(byte[] document, String from, String to) {
        String before = new String(document, StandardCharsets.UTF_8);
        String after = before.replace(from, to);
        assertNotEquals(before, after, "the change has no effect");
        return after.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void shouldReadTheListThatWasWritten() {
        ReleaseDocument list = new ReleaseDocument("0.1.0", List.of(ENTRY));
        assertEquals(list, ReleaseDocument.decode(list.encode()));
    }

    @ParameterizedTest
    @CsvSource({
        "qgate.release/2, qgate.release/1",
        "org.qgate.kernel-1.2.3.jar, ../kernel.jar",
        "org.qgate.kernel-1.2.3.jar, .hidden",
        "abab, ABAB",
        "'\"epoch\" : 1', '\"epoch\" : -1'",
        "'\"epoch\" : 1', '\"epoch\" : \"1\"'",
        "'\"epoch\" : 1', '\"epoch\" : 1, \"more\" : 1'",
        "'[0.1,0.2)', ''",
        "'\"api\"', '\"apis\"'",
        "1.2.3, 1..3"
    })
    void shouldReadNoOtherList(String from, String to) {
        byte[] other = changed(new ReleaseDocument("0.1.0", List.of(ENTRY)).encode(), from, to);
        assertThrows(IllegalArgumentException.class, () -> ReleaseDocument.decode(other));
    }

    @Test
    void shouldListABundleOnce() {
        assertThrows(IllegalArgumentException.class, () -> new ReleaseDocument("0.1.0", List.of(ENTRY, ENTRY)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "1.2", "1.2.3", "1.2.3.a-b_c", "0.0.0"})
    void shouldTakeVersionsOfBundles(String version) {
        assertEquals(version, Members.version(version));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "1.", "1.2.3.", "1.2.3.a/b", "../1", "1 ", "-1", "1234567890"})
    void shouldTakeNoOtherVersions(String version) {
        assertThrows(IllegalArgumentException.class, () -> Members.version(version));
    }

    @Test
    void shouldReadTheManifestThatWasWrittenInCanonicalFormOnly() {
        PackageDocument manifest = new PackageDocument(ENTRY, 17, PackageDocument.CORE);
        byte[] written = manifest.encode("key");
        assertEquals(manifest, PackageDocument.decode(written));
        byte[] spaced = changed(written, ":1,", ": 1,");
        assertThrows(IllegalArgumentException.class, () -> PackageDocument.decode(spaced));
        byte[] other = changed(written, "qgate.service/1", "qgate.service/9");
        assertThrows(IllegalArgumentException.class, () -> PackageDocument.decode(other));
    }

    @Test
    void shouldReadTheKeyThatWasWrittenUnderItsOwnNameOnly() {
        byte[] quantum = new byte[1952];
        quantum[3] = 7;
        PublicReleaseKey key = new PublicReleaseKey(new byte[32], quantum);
        assertEquals(key, PublicReleaseKey.decode(key.encode()));
        assertEquals(64, key.id().length());
        String renamed = key.encode().replace(key.id(), SHA);
        assertThrows(IllegalArgumentException.class, () -> PublicReleaseKey.decode(renamed));
        assertThrows(IllegalArgumentException.class, () -> new PublicReleaseKey(new byte[31], quantum));
    }

    @Test
    void shouldTakeTheSamePackageApartThatWasPacked() throws Exception {
        PackageFile packed = new PackageFile(new byte[] {1}, new byte[] {2}, "a.jar", new byte[] {3});
        PackageFile taken = PackageFile.decode(packed.encode());
        assertArrayEquals(packed.manifest(), taken.manifest());
        assertArrayEquals(packed.signature(), taken.signature());
        assertArrayEquals(packed.jar(), taken.jar());
        assertEquals("a.jar", taken.jarName());
        assertArrayEquals(packed.encode(), taken.encode(), "byte for byte, at any time of day");
    }
}
