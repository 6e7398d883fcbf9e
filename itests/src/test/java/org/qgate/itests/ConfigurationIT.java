package org.qgate.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.qgate.api.config.ConfigKey;
import org.qgate.api.config.ConfigSpec;
import org.qgate.api.config.ConfigValues;

/**
 * The shipped configuration files and {@code docs/configuration.md} say what the bundles' specifications say.
 * {@code -Dqgate.docs.write=true} writes them anew.
 */
class ConfigurationIT {
    private static final int WIDTH = 118;

    private static URLClassLoader bundles;
    private static List<ConfigSpec> specs;

    @BeforeAll
    static void collect() throws Exception {
        List<URL> jars = new ArrayList<>();
        try (Stream<Path> files = Files.walk(BuiltBundles.distribution())) {
            for (Path jar :
                    files.filter(file -> file.toString().endsWith(".jar")).toList()) {
                jars.add(jar.toUri().toURL());
            }
        }
        bundles = new URLClassLoader(jars.toArray(URL[]::new), ConfigurationIT.class.getClassLoader());
        specs = specifications();
    }

    @AfterAll
    static void close() throws IOException {
        bundles.close();
    }

    /** Every static field of the type, in any class of any bundle. */
    private static List<ConfigSpec> specifications() throws Exception {
        List<ConfigSpec> found = new ArrayList<>();
        for (Path jar : BuiltBundles.all()) {
            try (JarFile file = new JarFile(jar.toFile())) {
                for (JarEntry entry :
                        file.stream().filter(ConfigurationIT::holdsSettings).toList()) {
                    String name = entry.getName().replace('/', '.').replaceFirst("\\.class$", "");
                    for (Field field : Class.forName(name, false, bundles).getDeclaredFields()) {
                        if (field.getType() == ConfigSpec.class && Modifier.isStatic(field.getModifiers())) {
                            field.setAccessible(true);
                            found.add((ConfigSpec) field.get(null));
                        }
                    }
                }
            }
        }
        found.sort(Comparator.comparing(ConfigSpec::pid));
        return found;
    }

    private static boolean holdsSettings(JarEntry entry) {
        return entry.getName().endsWith("Settings.class");
    }

    @Test
    void shouldKnowTheSpecificationOfEachConfigurableBundle() {
        assertEquals(
                List.of(
                        "org.qgate.crypto",
                        "org.qgate.dpn",
                        "org.qgate.kernel",
                        "org.qgate.local",
                        "org.qgate.qrng",
                        "org.qgate.store",
                        "org.qgate.transport"),
                specs.stream().map(ConfigSpec::pid).toList());
    }

    @Test
    void shouldShipEachFileWithEveryKeyCommentedOut() throws IOException {
        for (ConfigSpec spec : specs) {
            Path source = BuiltBundles.root().resolve("assembly/src/main/resources/etc/" + spec.pid() + ".cfg");
            compare(source, file(spec));
        }
        for (ConfigSpec spec : specs) {
            assertEquals(
                    file(spec),
                    Files.readString(BuiltBundles.distribution().resolve("etc/" + spec.pid() + ".cfg")),
                    "the distribution has an older file: build it again");
        }
    }

    @Test
    void shouldAcceptTheShippedFilesAndTheirDefaults() throws IOException {
        for (ConfigSpec spec : specs) {
            String text = file(spec);
            assertEquals(Map.of(), properties(text));
            String uncommented = text.replaceAll("(?m)^#(?=[a-z_0-9]+ =)", "");
            Map<String, Object> all = properties(uncommented);
            assertEquals(spec.keys().size(), all.size(), spec.pid());
            spec.read(all);
        }
    }

    @Test
    void shouldShipAnExitThatIsOffAndAllowsNoRangesOfAddresses() throws IOException {
        ConfigSpec dpn = specs.stream()
                .filter(spec -> spec.pid().equals("org.qgate.dpn"))
                .findFirst()
                .orElseThrow();
        for (Path etc : List.of(
                BuiltBundles.root().resolve("assembly/src/main/resources/etc"),
                BuiltBundles.distribution().resolve("etc"))) {
            ConfigValues shipped = dpn.read(properties(Files.readString(etc.resolve("org.qgate.dpn.cfg"))));
            assertEquals(List.of(), shipped.of(key(dpn, "exit_allow_ranges")), etc.toString());
            assertEquals(false, shipped.of(key(dpn, "exit")), etc.toString());
            assertEquals(false, shipped.of(key(dpn, "exit_allow_single_hop")), etc.toString());
        }
    }

    private static ConfigKey<?> key(ConfigSpec spec, String name) {
        return spec.keys().stream()
                .filter(key -> key.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, Object> properties(String text) throws IOException {
        Properties read = new Properties();
        try (InputStream in = new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1))) {
            read.load(in);
        }
        Map<String, Object> map = new TreeMap<>();
        read.stringPropertyNames().forEach(name -> map.put(name, read.getProperty(name)));
        return map;
    }

    private static String file(ConfigSpec spec) {
        StringBuilder out = new StringBuilder("""
            # Every key stands here with its default. Remove the '#' before a key to change it; the node
            # takes the change at once unless the key says otherwise. Unknown keys and values out of range
            # are refused.
            """);
        for (ConfigKey<?> key : spec.keys()) {
            out.append('\n');
            comment(out, key.description());
            comment(out, "Allowed: " + key.allowed() + ".");
            out.append('#').append(key.name()).append(" =");
            out.append(key.defaultText().isEmpty() ? "" : " " + key.defaultText())
                    .append('\n');
        }
        return out.toString();
    }

    private static void comment(StringBuilder out, String text) {
        StringBuilder line = new StringBuilder("#");
        for (String word : text.split(" ")) {
            if (line.length() + 1 + word.length() > WIDTH) {
                out.append(line).append('\n');
                line = new StringBuilder("#");
            }
            line.append(' ').append(word);
        }
        out.append(line).append('\n');
    }

    @Test
    void shouldDocumentEveryKey() throws IOException {
        StringBuilder out = new StringBuilder("""
            # Configuration

            One file per part in `etc/`, read at start and whenever it changes. The unit of a number is the last
            word of its key. A key that is not listed here, or a value that is not allowed, is refused with the
            key's name (QG-BAS-0001, QG-BAS-0002); the settings that held before go on holding.
            """);
        for (ConfigSpec spec : specs) {
            out.append("\n## `etc/").append(spec.pid()).append(".cfg`\n\n");
            out.append("| key | default | allowed | meaning |\n|---|---|---|---|\n");
            for (ConfigKey<?> key : spec.keys()) {
                out.append("| `").append(key.name()).append("` | ");
                out.append(key.defaultText().isEmpty() ? "empty" : "`" + key.defaultText() + "`")
                        .append(" | ");
                out.append(cell(key.allowed()))
                        .append(" | ")
                        .append(cell(key.description()))
                        .append(" |\n");
            }
        }
        compare(BuiltBundles.root().resolve("docs/configuration.md"), out.toString());
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }

    private static void compare(Path file, String expected) throws IOException {
        if (Boolean.getBoolean("qgate.docs.write")) {
            Files.writeString(file, expected);
        }
        assertEquals(expected, Files.exists(file) ? Files.readString(file) : "", file.toString());
    }
}
