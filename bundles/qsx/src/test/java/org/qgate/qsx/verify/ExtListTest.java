package org.qgate.qsx.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.qgate.ext.Service;
import org.qgate.qsx.header.ExtPackages;

/**
 * The list of the extender API is what that API has: {@code ext-1.allow} is written by this test with {@code
 * -Dqgate.docs.write=true} and compared without.
 */
class ExtListTest {
    private static final String FILE = "ext-1.allow";
    private static final Path SOURCE = Path.of("src/main/resources/org/qgate/qsx/verify", FILE);

    @Test
    void shouldListWhatTheApiHas() throws IOException, URISyntaxException {
        String expected = "# What extenders may use of org.qgate.ext 1: all of it. Written by ExtListTest.\n"
                + classes().values().stream().map(ExtListTest::lines).collect(Collectors.joining());
        if (Boolean.getBoolean("qgate.docs.write")) {
            Files.writeString(SOURCE, expected);
            return;
        }
        try (var in = AllowList.class.getResourceAsStream(FILE)) {
            assertEquals(expected, new String(in.readAllBytes(), StandardCharsets.US_ASCII));
        }
    }

    @Test
    void shouldImportEveryPackageOfTheApi() throws IOException, URISyntaxException {
        Set<String> packages = classes().keySet().stream()
                .map(name -> name.substring(0, name.lastIndexOf('/')).replace('/', '.'))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(List.copyOf(packages), ExtPackages.of("[1.0,2)"));
        assertTrue(packages.contains("org.qgate.ext"));
    }

    /** All public and protected types of the API, by name. */
    private static Map<String, ApiType> classes() throws IOException, URISyntaxException {
        Path place = Path.of(Service.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        if (Files.isDirectory(place)) {
            return classes(place);
        }
        try (FileSystem jar = FileSystems.newFileSystem(URI.create("jar:" + place.toUri()), Map.of())) {
            return classes(jar.getPath("/"));
        }
    }

    private static Map<String, ApiType> classes(Path root) throws IOException {
        Map<String, ApiType> types = new TreeMap<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".class")).toList()) {
                ApiType type = new ApiType();
                new ClassReader(Files.readAllBytes(file)).accept(type, ClassReader.SKIP_CODE);
                if (type.isVisible()) {
                    types.put(type.name, type);
                }
            }
        }
        return types;
    }

    private static String lines(ApiType type) {
        StringBuilder out = new StringBuilder(type.isOpen() ? "open " : "class ").append(type.name);
        if (!type.supers.isEmpty()) {
            out.append(" < ").append(String.join(" ", type.supers));
        }
        out.append('\n');
        type.members.forEach((name, descriptors) -> out.append(' ')
                .append(name)
                .append(' ')
                .append(String.join(" ", descriptors))
                .append('\n'));
        return out.toString();
    }

    /** What others may use of a class. */
    private static final class ApiType extends ClassVisitor {
        private static final AllowList JAVA = AllowList.load();

        private String name;
        private int access;
        private boolean constructible;
        private boolean sealed;
        private final List<String> supers = new ArrayList<>();
        private final Map<String, Set<String>> members = new TreeMap<>();

        ApiType() {
            super(Opcodes.ASM9);
        }

        @Override
        public void visit(int version, int flags, String type, String signature, String parent, String[] interfaces) {
            name = type;
            access = flags;
            Stream.concat(Stream.of(parent), Arrays.stream(interfaces))
                    .filter(each -> !each.equals("java/lang/Object"))
                    .peek(each -> assertTrue(each.startsWith("org/qgate/ext/") || JAVA.has(each), each))
                    .forEach(supers::add);
        }

        @Override
        public void visitPermittedSubclass(String permitted) {
            sealed = true;
        }

        @Override
        public MethodVisitor visitMethod(int flags, String method, String type, String generic, String[] thrown) {
            add(flags, method, type);
            return null;
        }

        @Override
        public FieldVisitor visitField(int flags, String field, String type, String generic, Object value) {
            add(flags, field, type);
            return null;
        }

        private void add(int flags, String member, String descriptor) {
            boolean usable = (flags & (Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED)) != 0;
            if (usable && !(member.equals("<init>") && (access & Opcodes.ACC_ENUM) != 0)) {
                constructible |= member.equals("<init>");
                members.computeIfAbsent(member, any -> new TreeSet<>()).add(descriptor);
            }
        }

        boolean isVisible() {
            return (access & Opcodes.ACC_PUBLIC) != 0 && (access & Opcodes.ACC_MODULE) == 0 && !name.endsWith("-info");
        }

        boolean isOpen() {
            boolean extensible = (access & Opcodes.ACC_INTERFACE) != 0 || constructible;
            return extensible && !sealed && (access & (Opcodes.ACC_FINAL | Opcodes.ACC_ENUM)) == 0;
        }
    }
}
