package org.qgate.qsx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.jar.JarInputStream;
import org.junit.jupiter.api.Test;
import org.qgate.api.error.PackageError;
import org.qgate.qsx.header.GeneratedHeaders;
import org.qgate.qsx.manifest.ManifestReader;
import org.qgate.qsx.manifest.ManifestWriter;
import org.qgate.qsx.manifest.ServiceManifest;
import org.qgate.qsx.refuse.RefusedPackageException;

/** A package that is right is accepted whole. */
class PackageTest {
    @Test
    void shouldAcceptWhatWasPacked() {
        VerifiedPackage verified = Samples.QSX.verify(Samples.file(), Samples::trust);
        assertEquals("org.example.echo", verified.manifest().id());
        assertEquals(Samples.PUBLISHER.key(), verified.publisher());
        assertEquals(
                Map.of("org.example.echo.Echo", 64).keySet(), verified.classes().keySet());
    }

    @Test
    void shouldPackTheSameBytesAgain() {
        assertArrayEquals(Samples.file(), Samples.file());
    }

    @Test
    void shouldReadTheManifestThatWasWritten() {
        ServiceManifest manifest =
                Packing.listed(Samples.manifest(), new byte[10], Map.of("sbom.cdx.json", new byte[3]));
        assertEquals(manifest, ManifestReader.read(ManifestWriter.write(manifest)));
    }

    @Test
    void shouldWriteHeadersThatJavaReads() throws IOException {
        byte[] bundle = Packing.bundle(Samples.manifest(), Samples.classes());
        try (JarInputStream jar = new JarInputStream(new ByteArrayInputStream(bundle))) {
            Map<String, String> expected = GeneratedHeaders.of(Samples.manifest());
            assertEquals(expected.size(), jar.getManifest().getMainAttributes().size());
            expected.forEach((name, value) ->
                    assertEquals(value, jar.getManifest().getMainAttributes().getValue(name)));
            assertEquals("org/example/echo/Echo.class", jar.getNextJarEntry().getName());
        }
    }

    @Test
    void shouldSayThatOnlyTrustLacks() {
        Inspection found = Samples.QSX.inspect(Samples.file(), Trust.NOBODY);
        assertTrue(found.lacksTrustOnly());
        assertEquals("Echo", found.contents().orElseThrow().manifest().title());
        byte[] worse = Samples.file(Samples.manifest(), Map.of());
        assertFalse(Samples.QSX.inspect(worse, Trust.NOBODY).lacksTrustOnly());
    }

    @Test
    void shouldThrowAllReasons() {
        RefusedPackageException refused = assertThrows(
                RefusedPackageException.class,
                () -> Samples.QSX.verify(Samples.file(Samples.manifest(), Map.of()), Samples::trust));
        assertEquals(PackageError.ENTRY_CLASS, refused.code());
        assertEquals(
                List.of(PackageError.ENTRY_CLASS),
                refused.refusals().stream().map(each -> each.code()).toList());
        assertTrue(refused.refusals().get(0).line().startsWith("QG-EXT-0158 org.example.echo.Echo. "));
    }
}
