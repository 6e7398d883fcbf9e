package org.qgate.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** By no way of the platform's own does code get into a node: what is shipped has neither those parts nor their places. */
class SideDoorsIT {
    private static final Path ETC = BuiltBundles.distribution().resolve("etc");
    /** Parts of Karaf that take code from folders, archives, other networks' protocols or other processes. */
    private static final List<String> CLOSED = List.of(
            "org.apache.karaf.deployer.",
            "org.apache.karaf.kar.",
            "org.apache.karaf.instance.",
            "org.apache.karaf.management.",
            "org.apache.karaf.webconsole.",
            "org.apache.karaf.scheduler.",
            "org.apache.karaf.http.",
            "org.apache.aries.jmx.",
            "org.apache.felix.webconsole",
            "org.apache.felix.http.base",
            "org.apache.felix.http.bridge",
            "org.apache.felix.http.inventoryprinter",
            "org.apache.felix.http.jetty-",
            "org.apache.felix.http.proxy",
            "org.apache.felix.http.whiteboard",
            "org.apache.felix.http.wrappedbundle",
            "pax-url-wrap",
            "pax-url-war");

    private static Properties properties(String file) throws IOException {
        Properties read = new Properties();
        try (Reader reader = Files.newBufferedReader(ETC.resolve(file))) {
            read.load(reader);
        }
        return read;
    }

    @Test
    void shouldStartNoPartThatTakesCodeFromElsewhere() throws IOException {
        Properties startup = properties("startup.properties");
        assertFalse(startup.isEmpty());
        List<String> open = startup.stringPropertyNames().stream()
                .filter(location -> CLOSED.stream().anyMatch(location::contains))
                .toList();
        assertEquals(List.of(), open);
        assertEquals("", properties("org.apache.karaf.features.cfg").getProperty("featuresBoot"));
    }

    @Test
    void shouldNotEvenHaveThemOnDisk() throws IOException {
        try (Stream<Path> files = Files.walk(BuiltBundles.distribution().resolve("system"))) {
            List<String> open = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".jar") || name.endsWith(".kar"))
                    .filter(name -> CLOSED.stream().anyMatch(name::startsWith))
                    .toList();
            assertEquals(List.of(), open);
        }
    }

    /** The web server is there for the doors for local programs, which embed it; its own service listens nowhere. */
    @Test
    void shouldLetTheWebServersOwnServiceListenNowhere() throws IOException {
        Properties custom = properties("custom.properties");
        assertEquals("false", custom.getProperty("org.apache.felix.http.enable"));
        assertEquals("false", custom.getProperty("org.apache.felix.https.enable"));
        assertFalse(Files.exists(ETC.resolve("org.apache.felix.http.cfg")));
    }

    @Test
    void shouldKnowNoRepositoryButItsOwnFolder() throws IOException {
        Properties maven = properties("org.ops4j.pax.url.mvn.cfg");
        String prefix = "org.ops4j.pax.url.mvn.";
        assertEquals("", maven.getProperty(prefix + "repositories"));
        assertEquals("false", maven.getProperty(prefix + "useFallbackRepositories"));
        assertEquals(
                "${karaf.home.uri}${karaf.default.repository}@id=system.repository@snapshots",
                maven.getProperty(prefix + "defaultRepositories"));
        for (String file : List.of("config.properties", "system.properties", "custom.properties")) {
            properties(file)
                    .forEach((name, value) -> assertFalse(
                            name.toString().startsWith(prefix)
                                    && value.toString().contains("://"),
                            file + ": " + name));
        }
        List<String> elsewhere = Stream.of(properties("org.apache.karaf.features.cfg")
                        .getProperty("featuresRepositories")
                        .split("[\\s,]+"))
                .filter(each ->
                        !each.startsWith("mvn:org.qgate/") && !each.startsWith("mvn:org.apache.karaf.features/"))
                .toList();
        assertEquals(List.of(), elsewhere);
    }

    @Test
    void shouldWatchNoFolderForBundles() throws IOException {
        assertFalse(Files.exists(BuiltBundles.distribution().resolve("deploy")));
        try (Stream<Path> files = Files.list(ETC)) {
            List<String> watching = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("org.apache.felix.fileinstall"))
                    .toList();
            assertEquals(List.of(), watching);
        }
        Properties config = properties("config.properties");
        config.putAll(properties("custom.properties"));
        assertEquals("${karaf.etc}", config.getProperty("felix.fileinstall.dir"));
        assertEquals(".*\\.(cfg|config|json)", config.getProperty("felix.fileinstall.filter"));
    }
}
