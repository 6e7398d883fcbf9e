package org.qgate.qsx.header;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.qgate.api.error.PackageError;
import org.qgate.ext.Permission;
import org.qgate.qsx.Packing;
import org.qgate.qsx.Samples;
import org.qgate.qsx.manifest.ServiceManifest;
import org.qgate.qsx.pack.Archive;
import org.qgate.qsx.pack.ArchiveWriter;

/** Bundles that say of themselves what their manifest does not: each is refused for its own reason. */
class HeaderAttackTest {
    private static void assertRefused(PackageError code, byte[] bundle) {
        byte[] file = Samples.file(Samples.manifest(), bundle);
        assertEquals(
                List.of(code), Samples.codes(file), () -> Samples.refusals(file).toString());
    }

    private static byte[] bundle(String headers, Map<String, byte[]> others) {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put(GeneratedHeaders.FILE, headers.getBytes(StandardCharsets.UTF_8));
        entries.putAll(new TreeMap<>(Samples.classes()));
        entries.putAll(others);
        return ArchiveWriter.write(new Archive(entries), true);
    }

    private static String right() {
        return new String(GeneratedHeaders.bytes(Samples.manifest()), StandardCharsets.UTF_8);
    }

    private static String with(String line) {
        String right = right();
        return right.substring(0, right.length() - 2) + line + "\r\n\r\n";
    }

    private static byte[] withFile(String name, int... content) {
        byte[] bytes = new byte[content.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) content[i];
        }
        return bundle(right(), Map.of(name, bytes));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    KARAF_COMMANDS    | Karaf-Commands: *
                    SERVICE_COMPONENT | Service-Component: OSGI-INF/x.xml
                    SERVICE_COMPONENT | Bundle-Blueprint: x.xml
                    FRAGMENT          | Fragment-Host: org.qgate.base
                    DYNAMIC_IMPORT    | DynamicImport-Package: *
                    DYNAMIC_IMPORT    | dynamicimport-package: *
                    ACTIVATOR         | Bundle-Activator: org.example.echo.Echo
                    ACTIVATOR         | ExtensionBundle-Activator: org.example.echo.Echo
                    NATIVE_CODE       | Bundle-NativeCode: x.so
                    MULTI_RELEASE     | Multi-Release: true
                    EXPORT            | Export-Package: org.example.echo
                    EXPORT            | Require-Bundle: org.qgate.base
                    UNKNOWN_HEADER    | Bundle-ClassPath: .,lib/x.jar
                    UNKNOWN_HEADER    | Launcher-Agent-Class: org.example.echo.Echo
                    UNKNOWN_HEADER    | Import-Service: *
                    UNKNOWN_HEADER    | Meta-Persistence: x
                    UNKNOWN_HEADER    | SPI-Consumer: *
                    """)
    void shouldRefuseHeadersOfOthers(PackageError code, String line) {
        assertRefused(code, bundle(with(line), Map.of()));
    }

    @Test
    void shouldRefuseHeadersThatAreWiderOrOther() {
        assertRefused(PackageError.OTHER_HEADER, bundle(right().replace("[1.0,2)", "[1.0,9)"), Map.of()));
        assertRefused(PackageError.OTHER_HEADER, bundle(right().replace("1.2.3", "1.2.4"), Map.of()));
        assertRefused(PackageError.OTHER_HEADER, bundle(right().replace("Bundle-Vendor: Example\r\n", ""), Map.of()));
        assertRefused(PackageError.OTHER_HEADER, bundle(right().replace("\r\n", "\n"), Map.of()));
        ServiceManifest wider = Samples.manifest(List.of(
                Samples.request(Permission.LOG_WRITE, false),
                Samples.request(Permission.NET_ACCEPT, false, "echo/1"),
                Samples.request(Permission.NET_DIAL, false, "echo/1", "time/1"),
                Samples.request(Permission.STORE_USE, false)));
        assertRefused(PackageError.OTHER_HEADER, Packing.bundle(wider, Samples.classes()));
    }

    @Test
    void shouldRefuseHeadersThatReadersCouldSeeDifferently() {
        assertRefused(PackageError.NO_HEADERS, bundle(with("Bundle-Name: Echo"), Map.of()));
        assertRefused(PackageError.NO_HEADERS, bundle(with("bundle-name: Echo"), Map.of()));
        assertRefused(PackageError.NO_HEADERS, bundle(right() + "Name: a\r\nBundle-Activator: x\r\n\r\n", Map.of()));
        assertRefused(PackageError.NO_HEADERS, bundle(with("no header"), Map.of()));
        assertRefused(PackageError.NO_HEADERS, ArchiveWriter.write(new Archive(Samples.classes()), true));
        Map<String, byte[]> late = new LinkedHashMap<>(Samples.classes());
        late.put(GeneratedHeaders.FILE, GeneratedHeaders.bytes(Samples.manifest()));
        assertRefused(PackageError.NO_HEADERS, ArchiveWriter.write(new Archive(late), true));
    }

    @Test
    void shouldRefuseFilesThatOthersActUpon() {
        assertRefused(PackageError.MULTI_RELEASE, withFile("META-INF/versions/21/org/example/echo/x.txt", 1));
        assertRefused(
                PackageError.SERVICE_FILES, withFile("META-INF/services/java.nio.charset.spi.CharsetProvider", 1));
        assertRefused(PackageError.SERVICE_FILES, withFile("META-INF/spring/x.xml", 1));
        assertRefused(PackageError.SERVICE_FILES, withFile("OSGI-INF/blueprint/x.xml", 1));
        assertRefused(PackageError.SIGNED_JAR, withFile("META-INF/A.SF", 1));
        assertRefused(PackageError.SIGNED_JAR, withFile("META-INF/A.EC", 1));
        assertRefused(PackageError.NATIVE_CODE, withFile("lib/libx.so", 1));
        assertRefused(PackageError.NATIVE_CODE, withFile("x.dll", 1));
        assertEquals(List.of(), Samples.codes(Samples.file(Samples.manifest(), withFile("META-INF/LICENSE.txt", 1))));
    }

    @Test
    void shouldRefuseArchivesWithin() {
        assertRefused(PackageError.NESTED_ARCHIVE, withFile("lib/x.jar", 1));
        assertRefused(PackageError.NESTED_ARCHIVE, withFile("x.bin", 'P', 'K', 3, 4, 0));
        assertRefused(PackageError.NESTED_ARCHIVE, withFile("x.bin", 'P', 'K', 5, 6, 0));
    }

    @Test
    void shouldFoldLongLinesWithoutTearingCharacters() {
        for (int length = 40; length < 60; length++) {
            String title = "\u00e9".repeat(length);
            String text = new String(GeneratedHeaders.bytes(named(title)), StandardCharsets.UTF_8);
            assertEquals(
                    title,
                    HeaderParser.parse(text.getBytes(StandardCharsets.UTF_8)).get("Bundle-Name"));
            assertTrue(text.lines().allMatch(line -> line.getBytes(StandardCharsets.UTF_8).length <= 70), text);
        }
    }

    private static ServiceManifest named(String title) {
        ServiceManifest one = Samples.manifest();
        return new ServiceManifest(
                one.id(),
                one.version(),
                one.epoch(),
                title,
                one.licence(),
                one.publisher(),
                one.runtime(),
                one.artifacts(),
                one.provides(),
                one.requires(),
                one.permissions(),
                one.policies(),
                one.lifecycle(),
                one.update(),
                one.commands());
    }
}
