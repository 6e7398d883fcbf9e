package org.qgate.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.qgate.ext.Permission;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** What the bundles of this build say of themselves. */
class ManifestIT {
    private static final Pattern PACKAGE = Pattern.compile("(?:^|,)([a-z][A-Za-z0-9_.]*)(?=[;,]|$)");
    private static final Pattern CAPABILITY = Pattern.compile("qgate\\.permission;name=\"?([a-z.]+)\"?");
    /** Whose contracts a bundle may import beside the API; whoever has contracts imports its own as well. */
    private static final Map<String, Set<String>> CONTRACTS = Map.of(
            "org.qgate.ext", Set.of("org.qgate.ext"),
            "org.qgate.gate", Set.of("org.qgate.ext", "org.qgate.gate"),
            "org.qgate.services", Set.of("org.qgate.ext", "org.qgate.gate"));
    /** Class file version of Java 17. */
    private static final int JAVA_17 = 61;

    @Test
    void shouldBuildBothKinds() {
        Set<String> bedrock = names(BuiltBundles.bedrock());
        assertTrue(bedrock.containsAll(Set.of("org.qgate.api", "org.qgate.base", "org.qgate.ext", "org.qgate.gate")));
        assertFalse(BuiltBundles.swappable().isEmpty());
    }

    private static Set<String> names(List<Path> jars) {
        return jars.stream().map(BuiltBundles::symbolicName).collect(Collectors.toSet());
    }

    @Test
    void shouldExportContractsOnly() {
        for (Path jar : BuiltBundles.all()) {
            boolean contracts =
                    Set.of("org.qgate.api", "org.qgate.ext", "org.qgate.gate").contains(BuiltBundles.symbolicName(jar));
            assertEquals(contracts, !BuiltBundles.header(jar, "Export-Package").isEmpty(), jar.toString());
        }
    }

    /** What encloses extenders shows one package: what it may be asked, nothing of how it does it. */
    @Test
    void shouldShowOnePackageOfTheGate() {
        Path gate = named("org.qgate.gate");
        assertEquals(List.of("org.qgate.gate"), packages(BuiltBundles.header(gate, "Export-Package")));
    }

    private static Path named(String symbolicName) {
        return BuiltBundles.bedrock().stream()
                .filter(jar -> BuiltBundles.symbolicName(jar).equals(symbolicName))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void shouldLetSwappableBundlesProvideNoCapability() {
        for (Path jar : BuiltBundles.swappable()) {
            assertEquals("", BuiltBundles.header(jar, "Provide-Capability"), jar.toString());
            assertEquals("", BuiltBundles.header(jar, "DynamicImport-Package"), jar.toString());
            assertEquals("", BuiltBundles.header(jar, "Require-Bundle"), jar.toString());
        }
    }

    @Test
    void shouldImportNothingOfOursButTheApi() {
        for (Path jar : BuiltBundles.all()) {
            Set<String> contracts = CONTRACTS.getOrDefault(BuiltBundles.symbolicName(jar), Set.of());
            List<String> foreign = packages(BuiltBundles.header(jar, "Import-Package")).stream()
                    .filter(name -> name.startsWith("org.qgate."))
                    .filter(name -> !name.equals("org.qgate.api") && !name.startsWith("org.qgate.api."))
                    .filter(name -> contracts.stream().noneMatch(own -> name.equals(own) || name.startsWith(own + ".")))
                    .toList();
            assertEquals(List.of(), foreign, jar.toString());
        }
    }

    private static List<String> packages(String header) {
        String bare = header.replaceAll("\"[^\"]*\"", "\"\"");
        List<String> names = new ArrayList<>();
        Matcher each = PACKAGE.matcher(bare);
        while (each.find()) {
            names.add(each.group(1));
        }
        return names;
    }

    @Test
    void shouldNameBundleAndPackagesAlike() throws IOException {
        for (Path jar : BuiltBundles.all()) {
            String folder = BuiltBundles.symbolicName(jar).replace('.', '/') + "/";
            try (JarFile file = new JarFile(jar.toFile())) {
                List<String> strangers = file.stream()
                        .map(JarEntry::getName)
                        .filter(name -> name.endsWith(".class"))
                        .filter(name -> !name.startsWith(folder) && !name.startsWith("org/qgate/common/"))
                        .filter(name -> !name.startsWith("org/qgate/qsx/"))
                        .filter(name -> !name.startsWith("org/qgate/blocks/"))
                        .filter(name -> !name.startsWith("org/qgate/sandbox/wire/"))
                        .toList();
                assertEquals(List.of(), strangers, jar.toString());
            }
        }
    }

    @Test
    void shouldCompileForJava17() throws IOException {
        for (Path jar : BuiltBundles.all()) {
            try (JarFile file = new JarFile(jar.toFile())) {
                for (JarEntry entry : file.stream()
                        .filter(each -> each.getName().endsWith(".class"))
                        .toList()) {
                    try (DataInputStream in = new DataInputStream(file.getInputStream(entry))) {
                        assertEquals(0xCAFEBABE, in.readInt(), entry.getName());
                        in.readUnsignedShort();
                        assertEquals(JAVA_17, in.readUnsignedShort(), entry.getName());
                    }
                }
            }
        }
    }

    @Test
    void shouldReferToSwappableServicesLooselyOnly() throws Exception {
        Set<String> bound = new TreeSet<>();
        for (Path jar : BuiltBundles.all()) {
            for (Document component : components(jar)) {
                bound.addAll(badReferences(component));
            }
        }
        assertEquals(Set.of(), bound);
    }

    private static List<Document> components(Path jar) throws Exception {
        List<Document> found = new ArrayList<>();
        try (JarFile file = new JarFile(jar.toFile())) {
            for (JarEntry entry : file.stream().filter(ManifestIT::isComponent).toList()) {
                found.add(DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(file.getInputStream(entry)));
            }
        }
        return found;
    }

    private static boolean isComponent(JarEntry entry) {
        return entry.getName().startsWith("OSGI-INF/") && entry.getName().endsWith(".xml");
    }

    private static List<String> badReferences(Document component) {
        List<String> bad = new ArrayList<>();
        var references = component.getElementsByTagName("reference");
        for (int i = 0; i < references.getLength(); i++) {
            Element reference = (Element) references.item(i);
            if (isSwappable(reference.getAttribute("interface")) && !isLoose(reference)) {
                bad.add(component.getDocumentElement().getAttribute("name") + " -> "
                        + reference.getAttribute("interface"));
            }
        }
        return bad;
    }

    private static boolean isSwappable(String service) {
        return service.startsWith("org.qgate.api.")
                && !service.startsWith("org.qgate.api.base.")
                && !service.startsWith("org.qgate.api.update.") // the bedrock's own: it replaces the others
                && !service.startsWith("org.qgate.api.protocol.") // the gate's, bedrock as well
                && !service.equals("org.qgate.api.transport.Ports");
    }

    private static boolean isLoose(Element reference) {
        return reference.getAttribute("cardinality").startsWith("0..")
                && reference.getAttribute("policy").equals("dynamic")
                && reference.getAttribute("policy-option").equals("greedy");
    }

    @Test
    void shouldProvideEachAvailablePermission() {
        Path ext = named("org.qgate.ext");
        Set<String> provided = new TreeSet<>();
        Matcher each = CAPABILITY.matcher(BuiltBundles.header(ext, "Provide-Capability"));
        while (each.find()) {
            provided.add(each.group(1));
        }
        assertEquals(
                Arrays.stream(Permission.values())
                        .filter(Permission::available)
                        .map(Permission::id)
                        .collect(Collectors.toCollection(TreeSet::new)),
                provided);
    }
}
