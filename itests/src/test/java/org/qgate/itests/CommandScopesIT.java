package org.qgate.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Opcodes;
import org.qgate.qsx.manifest.CommandScopes;

/** Every scope of a command of the distribution is kept from extenders. */
final class CommandScopesIT {
    private static final String COMMAND = "Lorg/apache/karaf/shell/api/action/Command;";

    @Test
    void shouldReserveWhatTheNodeAndKarafHave() throws IOException {
        Set<String> scopes = new TreeSet<>();
        for (String folder : Set.of("system", "release")) {
            try (Stream<Path> files = Files.walk(BuiltBundles.distribution().resolve(folder))) {
                for (Path jar :
                        (Iterable<Path>) files.filter(each -> each.toString().endsWith(".jar"))::iterator) {
                    collect(jar, scopes);
                }
            }
        }
        assertTrue(scopes.containsAll(Set.of("node", "extender", "vault", "bundle", "shell")), scopes::toString);
        scopes.removeAll(CommandScopes.RESERVED);
        scopes.remove("*"); // commands of all scopes
        assertEquals(Set.of(), scopes);
    }

    private static void collect(Path file, Set<String> scopes) throws IOException {
        try (JarFile jar = new JarFile(file.toFile())) {
            for (JarEntry entry : (Iterable<JarEntry>) jar.stream()
                    .filter(each ->
                            each.getName().endsWith(".class") && !each.getName().startsWith("META-INF"))::iterator) {
                try (InputStream in = jar.getInputStream(entry)) {
                    new ClassReader(in.readAllBytes())
                            .accept(new Scopes(scopes), ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG);
                }
            }
        }
    }

    /** Collects the scopes of one class. */
    private static final class Scopes extends ClassVisitor {
        private final Set<String> scopes;

        Scopes(Set<String> scopes) {
            super(Opcodes.ASM9);
            this.scopes = scopes;
        }

        @Override
        public AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
            return !descriptor.equals(COMMAND)
                    ? null
                    : new AnnotationVisitor(Opcodes.ASM9) {
                        @Override
                        public void visit(String name, Object value) {
                            if (name.equals("scope")) {
                                scopes.add(value.toString());
                            }
                        }
                    };
        }
    }
}
