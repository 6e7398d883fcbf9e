package org.qgate.qsx.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.qgate.api.error.ClassError;
import org.qgate.api.error.ErrorCode;
import org.qgate.api.error.PackageError;
import org.qgate.qsx.Samples;
import org.qgate.qsx.TestCompiler;
import org.qgate.qsx.manifest.ServiceManifest.Tier;
import org.qgate.qsx.pack.Archive;
import org.qgate.qsx.refuse.Refusal;

/** What classes may be in the tier in which the process is the boundary. */
class ProcessTierTest {
    private static final String ID = "org.example.echo";
    private static final String ENTRY = "org.example.echo.Echo";

    private static List<ErrorCode> codes(Tier tier, Map<String, byte[]> more) {
        Map<String, byte[]> files = Samples.classes();
        files.putAll(more);
        return new ClassVerifier(AllowList.load())
                .verify(tier, ID, ENTRY, new Archive(files)).refusals().stream()
                        .map(Refusal::code)
                        .distinct()
                        .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Class.forName(\"x\").getMethods()",
                "new Thread(() -> {}).getName()",
                "new java.net.Socket(\"localhost\", 1)",
                "java.nio.file.Files.readAllBytes(java.nio.file.Path.of(\"/etc/passwd\"))",
                "new ProcessBuilder(\"true\").start()",
                "System.getProperty(\"x\")",
                "java.util.ServiceLoader.load(Runnable.class)",
                "java.lang.invoke.MethodHandles.lookup()",
                "(Runnable & java.io.Serializable) () -> {}"
            })
    void shouldLeaveToTheProcessWhatTheProcessHolds(String expression) {
        Map<String, byte[]> classes =
                TestCompiler.compile("package org.example.echo; public class Free { Object it() throws"
                        + " Exception { return " + expression + "; } }");
        assertEquals(List.of(), codes(Tier.PROCESS, classes));
        assertFalse(codes(Tier.GUARDED, classes).isEmpty(), "the other tier refuses it");
    }

    @Test
    void shouldRefuseNativeMethods() {
        Map<String, byte[]> classes =
                TestCompiler.compile("package org.example.echo; public class Free { native void it(); }");
        assertEquals(List.of(ClassError.NATIVE_METHOD), codes(Tier.PROCESS, classes));
    }

    @Test
    void shouldRefuseClassesOfOthers() {
        for (String name :
                List.of("java/lang/Mine", "javax/mine/Mine", "org/qgate/ext/Mine", "org/osgi/Mine", "Mine")) {
            assertEquals(
                    List.of(ClassError.FOREIGN_PACKAGE),
                    codes(Tier.PROCESS, Map.of(name + ".class", empty(name, 61))),
                    name);
        }
        assertEquals(
                List.of(ClassError.WRONG_PLACE),
                codes(Tier.PROCESS, Map.of("org/example/Other.class", empty("org/example/Mine", 61))));
    }

    @Test
    void shouldRefuseThePlatformsClassesBesideTheApi() {
        for (String name : List.of("org/qgate/sandbox/Main", "org/qgate/gate/Hosting", "org/qgate/extra/Thing")) {
            ClassWriter writer = new ClassWriter(0);
            writer.visit(61, Opcodes.ACC_PUBLIC, "org/example/Mine", null, name, null);
            writer.visitEnd();
            assertEquals(
                    List.of(ClassError.NODE),
                    codes(Tier.PROCESS, Map.of("org/example/Mine.class", writer.toByteArray())),
                    name);
        }
    }

    @Test
    void shouldRefuseWhatIsNoClassFileOfJava17() {
        assertEquals(
                List.of(ClassError.TOO_NEW),
                codes(Tier.PROCESS, Map.of("org/example/Mine.class", empty("org/example/Mine", 65))));
        byte[] cut = java.util.Arrays.copyOf(empty("org/example/Mine", 61), 30);
        assertEquals(List.of(ClassError.MALFORMED), codes(Tier.PROCESS, Map.of("org/example/Mine.class", cut)));
    }

    @Test
    void shouldWantTheEntryClass() {
        List<Refusal> found = new ClassVerifier(AllowList.load())
                .verify(Tier.PROCESS, ID, "org.example.echo.Absent", new Archive(new HashMap<>(Samples.classes())))
                .refusals();
        assertTrue(found.size() == 1 && found.get(0).code() == PackageError.ENTRY_CLASS, found::toString);
    }

    private static byte[] empty(String name, int version) {
        ClassWriter writer = new ClassWriter(0);
        writer.visit(version, Opcodes.ACC_PUBLIC, name, null, "java/lang/Object", null);
        writer.visitEnd();
        return writer.toByteArray();
    }
}
