package org.qgate.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The repository for authors within the distribution. */
class SdkIT {
    private static final Path SDK = BuiltBundles.distribution().resolve("sdk");

    private static List<Path> files(String ending) throws IOException {
        try (Stream<Path> all = Files.walk(SDK)) {
            return all.filter(file -> file.toString().endsWith(ending)).sorted().toList();
        }
    }

    private static List<String> names(String ending) throws IOException {
        return files(ending).stream().map(file -> file.getFileName().toString()).toList();
    }

    @Test
    void shouldHoldWhatAuthorsNeedAndNothingOfTheNode() throws IOException {
        assertEquals(
                List.of(
                        "org.qgate.api-0.1.0.jar",
                        "org.qgate.common-0.1.0.jar",
                        "org.qgate.ext-0.1.0-javadoc.jar",
                        "org.qgate.ext-0.1.0-sources.jar",
                        "org.qgate.ext-0.1.0.jar",
                        "org.qgate.ext.testkit-0.1.0-sources.jar",
                        "org.qgate.ext.testkit-0.1.0.jar",
                        "org.qgate.qsx-0.1.0.jar",
                        "org.qgate.release-0.1.0.jar",
                        "qgate-maven-plugin-0.1.0.jar"),
                names(".jar").stream().sorted().toList());
        assertEquals(9, names(".pom").size(), names(".pom").toString());
        assertEquals(List.of("extenders.md"), names("extenders.md"));
    }

    @Test
    void shouldSumEachFile() throws Exception {
        int summed = 0;
        for (String ending : List.of(".jar", ".pom", "maven-metadata.xml")) {
            for (Path file : files(ending)) {
                assertSum("SHA-1", ".sha1", file);
                assertSum("SHA-256", ".sha256", file);
                summed++;
            }
        }
        assertEquals(2 * summed, names(".sha1").size() + names(".sha256").size(), "no sum of nothing");
    }

    private static void assertSum(String algorithm, String ending, Path file)
            throws IOException, GeneralSecurityException {
        byte[] sum = MessageDigest.getInstance(algorithm).digest(Files.readAllBytes(file));
        Path said = file.resolveSibling(file.getFileName() + ending);
        assertEquals(HexFormat.of().formatHex(sum), Files.readString(said).strip(), file::toString);
    }

    /** Each folder of a version is listed by the metadata above it. */
    @Test
    void shouldSayWhichVersionsThereAre() throws IOException {
        for (Path pom : files(".pom")) {
            Path version = pom.getParent();
            String metadata = Files.readString(version.resolveSibling("maven-metadata.xml"));
            assertTrue(metadata.contains("<version>" + version.getFileName() + "</version>"), metadata);
            assertTrue(
                    metadata.contains("<artifactId>" + version.getParent().getFileName() + "</artifactId>"), metadata);
        }
    }

    @Test
    void shouldExplainEveryFacadeAndRefusal() throws IOException {
        Path api = files("-javadoc.jar").get(0);
        try (JarFile javadoc = new JarFile(api.toFile())) {
            for (String page :
                    List.of("Host", "Service", "net/Net", "store/Space", "crypto/Primitives", "shell/Commands")) {
                assertTrue(javadoc.getEntry("org/qgate/ext/" + page + ".html") != null, page);
            }
        }
        Path pages = BuiltBundles.root().resolve("docs/refusals");
        try (Stream<Path> written = Files.list(pages)) {
            for (Path page : written.toList()) {
                assertEquals(
                        -1, Files.mismatch(page, SDK.resolve("refusals").resolve(page.getFileName())), page::toString);
            }
        }
    }

    /** No variable of the build is left in what authors inherit. */
    @Test
    void shouldNameEveryVersionInTheParentOfExtenders() throws IOException {
        String parent = Files.readString(
                SDK.resolve("org/qgate/org.qgate.extender.parent/0.1.0/org.qgate.extender.parent-0.1.0.pom"));
        assertEquals(-1, parent.indexOf("${"), parent);
    }
}
