package org.qgate.qsx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.qgate.api.error.PackageError;
import org.qgate.qsx.manifest.ServiceManifest;
import org.qgate.qsx.pack.Archive;
import org.qgate.qsx.pack.ArchiveReader;
import org.qgate.qsx.pack.ArchiveWriter;
import org.qgate.qsx.pack.QsxPackage;
import org.qgate.qsx.refuse.RefusedPackageException;
import org.qgate.qsx.sign.PublisherKey;

/** A package may bring its publisher's public key: that proves what is in it, and makes nobody trusted. */
class BroughtKeyTest {
    private static final PublisherKey KEY = Samples.PUBLISHER.key();

    private static byte[] file(TestKeys signer) {
        ServiceManifest manifest = Samples.manifest();
        byte[] bundle = Packing.bundle(manifest, Samples.classes());
        return Packing.pack(Packing.listed(manifest, bundle, Map.of()), bundle, Map.of(), Optional.of(KEY), signer);
    }

    private static byte[] changed(Consumer<Map<String, byte[]>> change) {
        Map<String, byte[]> entries =
                new LinkedHashMap<>(ArchiveReader.read("package", file(Samples.PUBLISHER), Archive.Bounds.PACKAGE)
                        .entries());
        change.accept(entries);
        return ArchiveWriter.write(new Archive(entries), false);
    }

    private static void assertRefused(PackageError code, byte[] key) {
        byte[] file = changed(entries -> entries.put(QsxPackage.KEY, key));
        Inspection found = Samples.QSX.inspect(file, Samples::trust);
        assertEquals(code, found.refusals().get(0).code(), found.refusals()::toString);
        assertTrue(found.publisher().isEmpty() && found.stranger().isEmpty());
    }

    @Test
    void shouldProveAPackageOfAStrangerAndStillTrustNobody() {
        Inspection found = Samples.QSX.inspect(file(Samples.PUBLISHER), Trust.NOBODY);
        assertEquals(Optional.of(KEY), found.stranger());
        assertEquals(Optional.empty(), found.publisher());
        assertTrue(found.lacksTrustOnly());
        RefusedPackageException refused = assertThrows(
                RefusedPackageException.class, () -> Samples.QSX.verify(file(Samples.PUBLISHER), Trust.NOBODY));
        assertEquals(PackageError.UNKNOWN_PUBLISHER, refused.code());
    }

    @Test
    void shouldCallNobodyAStrangerWhoIsTrusted() {
        Inspection found = Samples.QSX.inspect(file(Samples.PUBLISHER), Samples::trust);
        assertEquals(Optional.of(KEY), found.publisher());
        assertEquals(Optional.empty(), found.stranger());
        assertEquals(List.of(), found.refusals());
    }

    @Test
    void shouldProveNothingWithoutIt() {
        Inspection found = Samples.QSX.inspect(Samples.file(), Trust.NOBODY);
        assertEquals(Optional.empty(), found.contents().orElseThrow().key());
        assertEquals(Optional.empty(), found.stranger());
        assertTrue(found.lacksTrustOnly());
    }

    @Test
    void shouldRefuseWhatTheKeyDidNotSign() {
        Inspection found = Samples.QSX.inspect(file(Samples.STRANGER), Trust.NOBODY);
        assertEquals(Optional.empty(), found.stranger());
        assertEquals(
                List.of(PackageError.UNKNOWN_PUBLISHER, PackageError.WRONG_SIGNATURE),
                found.refusals().stream().map(each -> each.code()).toList());
        assertFalse(found.lacksTrustOnly());
    }

    @Test
    void shouldRefuseAnyOtherKey() {
        assertRefused(PackageError.OTHER_KEY, Samples.STRANGER.key().encode());
        assertRefused(PackageError.OTHER_KEY, new PublisherKey("Bank of Example", KEY.keys()).encode());
        assertRefused(PackageError.MALFORMED_KEY, "{}".getBytes(StandardCharsets.UTF_8));
        assertRefused(PackageError.MALFORMED_KEY, new byte[0]);
        assertRefused(PackageError.MALFORMED_KEY, new byte[100_000]);
        byte[] longer = Arrays.copyOf(KEY.encode(), KEY.encode().length + 1);
        longer[longer.length - 1] = '\n';
        assertRefused(PackageError.MALFORMED_KEY, longer);
    }

    @Test
    void shouldPackAndReadTheKeyAsItsFileIs() {
        QsxPackage read = QsxPackage.read(file(Samples.PUBLISHER));
        assertEquals(Optional.of(KEY), read.key());
        changed(entries -> assertArrayEquals(KEY.encode(), entries.get(QsxPackage.KEY)));
        byte[] without = changed(entries -> entries.remove(QsxPackage.KEY));
        assertArrayEquals(Samples.file(), without, "the rest is the same");
    }
}
