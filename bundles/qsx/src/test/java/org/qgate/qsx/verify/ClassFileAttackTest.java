package org.qgate.qsx.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.objectweb.asm.Opcodes.ACC_PUBLIC;
import static org.objectweb.asm.Opcodes.ACC_STATIC;
import static org.objectweb.asm.Opcodes.V17;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.qgate.api.error.ClassError;
import org.qgate.api.error.ErrorCode;
import org.qgate.qsx.Samples;
import org.qgate.qsx.TestCompiler;
import org.qgate.qsx.manifest.ServiceManifest.Tier;
import org.qgate.qsx.pack.Archive;
import org.qgate.qsx.refuse.Refusal;

/** Class files that no Java compiler makes. */
class ClassFileAttackTest {
    private static final String NAME = "org/example/echo/Made";
    private static final String METAFACTORY = "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;"
            + "Ljava/lang/invoke/MethodType;[Ljava/lang/Object;)Ljava/lang/invoke/CallSite;";

    private static List<Refusal> refusals(String file, byte[] content) {
        Map<String, byte[]> classes = Samples.classes();
        classes.put(file, content);
        return Samples.refusals(Samples.file(Samples.manifest(), classes));
    }

    private static void assertRefused(ErrorCode code, byte[] content) {
        assertRefused(code, NAME + ".class", content);
    }

    private static void assertRefused(ErrorCode code, String file, byte[] content) {
        List<Refusal> refusals = refusals(file, content);
        assertEquals(
                List.of(code), refusals.stream().map(Refusal::code).distinct().toList(), refusals::toString);
    }

    private static byte[] made(String name, String parent, Consumer<ClassWriter> more) {
        ClassWriter out = new ClassWriter(0);
        out.visit(V17, ACC_PUBLIC, name, null, parent, null);
        more.accept(out);
        out.visitEnd();
        return out.toByteArray();
    }

    private static byte[] method(Consumer<MethodVisitor> code) {
        return made(NAME, "java/lang/Object", out -> {
            MethodVisitor method = out.visitMethod(ACC_PUBLIC | ACC_STATIC, "x", "()V", null, null);
            method.visitCode();
            code.accept(method);
            method.visitInsn(Opcodes.RETURN);
            method.visitMaxs(4, 4);
            method.visitEnd();
        });
    }

    @Test
    void shouldAcceptWhatIsMadeRight() {
        assertEquals(List.of(), refusals(NAME + ".class", method(code -> code.visitInsn(Opcodes.NOP))));
    }

    @Test
    void shouldRefuseDynamicConstants() {
        Handle computed = new Handle(
                Opcodes.H_INVOKESTATIC,
                "java/lang/invoke/ConstantBootstraps",
                "invoke",
                "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/Class;)Ljava/lang/Object;",
                false);
        byte[] file = method(code -> {
            code.visitLdcInsn(new ConstantDynamic("x", "Ljava/lang/Object;", computed));
            code.visitInsn(Opcodes.POP);
        });
        assertTrue(
                refusals(NAME + ".class", file).stream().anyMatch(each -> each.code() == ClassError.DYNAMIC_CONSTANT));
    }

    @Test
    void shouldRefuseHandlesAsValues() {
        Handle handle = new Handle(Opcodes.H_INVOKESTATIC, "java/lang/Math", "abs", "(I)I", false);
        assertRefused(ClassError.METHOD_HANDLE, method(code -> {
            code.visitLdcInsn(handle);
            code.visitInsn(Opcodes.POP);
        }));
        assertRefused(ClassError.METHOD_HANDLE, method(code -> {
            code.visitLdcInsn(Type.getMethodType("()V"));
            code.visitInsn(Opcodes.POP);
        }));
    }

    @Test
    void shouldRefuseOtherLinkage() {
        Handle own = new Handle(Opcodes.H_INVOKESTATIC, NAME, "link", METAFACTORY, false);
        byte[] linked = made(NAME, "java/lang/Object", out -> {
            out.visitMethod(ACC_PUBLIC | ACC_STATIC | Opcodes.ACC_ABSTRACT, "link", METAFACTORY, null, null);
            MethodVisitor method = out.visitMethod(ACC_PUBLIC | ACC_STATIC, "x", "()V", null, null);
            method.visitInvokeDynamicInsn("run", "()Ljava/lang/Runnable;", own);
        });
        assertRefused(ClassError.BOOTSTRAP, linked);
    }

    @Test
    void shouldRefuseSerialisableLambdasHoweverTheyAreWritten() {
        Handle link = new Handle(
                Opcodes.H_INVOKESTATIC, "java/lang/invoke/LambdaMetafactory", "altMetafactory", METAFACTORY, false);
        Handle body = new Handle(Opcodes.H_INVOKESTATIC, NAME, "x", "()V", false);
        Type type = Type.getMethodType("()V");
        for (Object flags : List.of(1, 5, 7, "1")) {
            assertRefused(
                    ClassError.SERIALISATION,
                    method(code -> code.visitInvokeDynamicInsn(
                            "run", "()Ljava/lang/Runnable;", link, type, body, type, flags)));
        }
        byte[] plain = method(
                code -> code.visitInvokeDynamicInsn("run", "()Ljava/lang/Runnable;", link, type, body, type, 4, 0));
        assertEquals(List.of(), refusals(NAME + ".class", plain));
    }

    @Test
    void shouldRefuseLambdasOfClassesThatAreNotListed() {
        Handle link = new Handle(
                Opcodes.H_INVOKESTATIC, "java/lang/invoke/LambdaMetafactory", "altMetafactory", METAFACTORY, false);
        Handle body = new Handle(Opcodes.H_INVOKESTATIC, NAME, "x", "()V", false);
        Type type = Type.getMethodType("()V");
        assertRefused(
                ClassError.THREAD,
                method(code -> code.visitInvokeDynamicInsn(
                        "x", "()Ljava/util/concurrent/ThreadFactory;", link, type, body, type, 0)));
    }

    /** To say how classes are nested is not to use them; to do both is. */
    @Test
    void shouldNotLetNestingHideUse() {
        String lookup = "java/lang/invoke/MethodHandles$Lookup";
        Consumer<ClassWriter> nesting =
                out -> out.visitInnerClass(lookup, "java/lang/invoke/MethodHandles", "Lookup", ACC_PUBLIC);
        assertEquals(List.of(), refusals(NAME + ".class", made(NAME, "java/lang/Object", nesting)));
        byte[] both = made(NAME, "java/lang/Object", out -> {
            nesting.accept(out);
            MethodVisitor method = out.visitMethod(ACC_PUBLIC | ACC_STATIC, "x", "()V", null, null);
            method.visitTypeInsn(Opcodes.CHECKCAST, lookup);
        });
        assertRefused(ClassError.METHOD_HANDLE, both);
    }

    @Test
    void shouldRefuseClassesOfOtherPackages() {
        for (String name : List.of(
                "java/lang/Made",
                "javax/transaction/Made",
                "sun/misc/Made",
                "org/osgi/framework/Made",
                "org/qgate/ext/Made",
                "org/qgate/gate/Made",
                "org/qgate/extender/Made",
                "Made")) {
            assertRefused(ClassError.FOREIGN_PACKAGE, name + ".class", made(name, "java/lang/Object", out -> {}));
        }
    }

    @Test
    void shouldRefuseClassesAtAnotherPlace() {
        byte[] file = made(NAME, "java/lang/Object", out -> {});
        assertRefused(ClassError.WRONG_PLACE, "org/example/echo/Other.class", file);
        assertRefused(ClassError.WRONG_PLACE, "deep/" + NAME + ".class", file);
    }

    @Test
    void shouldRefuseOtherVersionsOfJava() {
        for (int version : List.of(62, 65, 61 | 0xffff << 16, 60 | 1 << 16)) {
            ClassWriter out = new ClassWriter(0);
            out.visit(version, ACC_PUBLIC, NAME, null, "java/lang/Object", null);
            assertRefused(ClassError.TOO_NEW, out.toByteArray());
        }
    }

    @Test
    void shouldRefuseToExtendWhatIsClosed() {
        for (String parent : List.of("java/nio/charset/Charset", "java/security/MessageDigest", "java/lang/String")) {
            byte[] file = made(NAME, parent, out -> {});
            assertTrue(refusals(NAME + ".class", file).stream()
                    .anyMatch(each -> each.what().equals("extends " + parent)));
        }
    }

    @Test
    void shouldRefuseMembersThatNobodyHas() {
        assertRefused(
                ClassError.UNRESOLVED,
                method(code -> code.visitMethodInsn(Opcodes.INVOKESTATIC, NAME, "y", "()V", false)));
        assertRefused(
                ClassError.MEMBER,
                method(code -> code.visitMethodInsn(Opcodes.INVOKESTATIC, "java/lang/Math", "y", "()V", false)));
        assertRefused(
                ClassError.MEMBER,
                method(code -> code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, "[I", "finalise", "()V", false)));
    }

    /** A newer Java may have a method that this list has never heard of. */
    @Test
    void shouldRefuseMethodsOfInterfacesThatNothingOwnImplements() {
        Map<String, byte[]> classes = Samples.classes();
        String declaring = "org/example/echo/Declaring";
        ClassWriter declared = new ClassWriter(0);
        int kind = ACC_PUBLIC | Opcodes.ACC_INTERFACE | Opcodes.ACC_ABSTRACT;
        declared.visit(V17, kind, declaring, null, "java/lang/Object", null);
        declared.visitMethod(ACC_PUBLIC | Opcodes.ACC_ABSTRACT, "brandNew", "()V", null, null);
        classes.put(declaring + ".class", declared.toByteArray());
        ClassWriter inheriting = new ClassWriter(0);
        inheriting.visit(V17, ACC_PUBLIC, NAME, null, "java/util/ArrayList", new String[] {declaring});
        classes.put(NAME + ".class", inheriting.toByteArray());
        List<Refusal> refusals = Samples.refusals(Samples.file(Samples.manifest(), classes));
        assertEquals(
                List.of(ClassError.UNRESOLVED),
                refusals.stream().map(Refusal::code).toList());
        assertEquals(declaring + ".brandNew ()V", refusals.get(0).what());
    }

    @Test
    void shouldShowNamesThatDoNothingToATerminal() {
        String name = "org/example/echo/Made\u001b[2J\n\u202e";
        List<Refusal> refusals = refusals(NAME + ".class", made(name, "java/lang/Object", out -> {}));
        assertEquals("org/example/echo/Made?[2J??", refusals.get(0).what());
    }

    /** Ten thousand classes, each extending the one before and calling what none of them has. */
    @Test
    void shouldNotClimbForeverThroughSuperTypes() {
        Map<String, byte[]> classes = Samples.classes();
        for (int i = 0; i < 10_000; i++) {
            String parent = i == 0 ? "java/lang/Object" : NAME + (i - 1);
            String own = NAME + i;
            classes.put(own + ".class", made(own, parent, out -> {
                MethodVisitor method = out.visitMethod(ACC_PUBLIC | ACC_STATIC, "x" + own.length(), "()V", null, null);
                for (int j = 0; j < 20; j++) {
                    method.visitMethodInsn(Opcodes.INVOKESTATIC, own, "hashCode" + (j % 3), "()I", false);
                }
                method.visitInsn(Opcodes.RETURN);
            }));
        }
        ClassVerifier verifier = new ClassVerifier(AllowList.load());
        ClassVerifier.Findings found = assertTimeout(
                Duration.ofSeconds(60),
                () -> verifier.verify(Tier.GUARDED, "org.example.echo", "org.example.echo.Echo", new Archive(classes)));
        assertEquals(ClassVerifier.MOST_FINDINGS, found.refusals().size());
    }

    @Test
    void shouldRefuseModulesAndWhatIsNoClass() {
        ClassWriter out = new ClassWriter(0);
        out.visit(V17, Opcodes.ACC_MODULE, "module-info", null, null, null);
        out.visitModule("x", 0, null);
        assertRefused(ClassError.MALFORMED, "module-info.class", out.toByteArray());
        assertRefused(ClassError.MALFORMED, new byte[0]);
        assertRefused(ClassError.MALFORMED, new byte[] {1, 2, 3, 4, 5, 6});
        byte[] right = method(code -> {});
        assertRefused(ClassError.MALFORMED, Arrays.copyOf(right, right.length + 1));
        for (int length = 0; length < right.length; length++) {
            assertRefused(ClassError.MALFORMED, Arrays.copyOf(right, length));
        }
    }

    /** Whatever bytes there are, there is a verdict. */
    @Test
    void shouldJudgeEveryDamagedClass() {
        byte[] right = TestCompiler.compile(Samples.SERVICE).values().iterator().next();
        long seed = Long.getLong("qgate.seed", 20261120);
        Random random = new Random(seed);
        ClassVerifier verifier = new ClassVerifier(AllowList.load());
        for (int i = 0; i < 20_000; i++) {
            byte[] file = right.clone();
            for (int j = random.nextInt(4); j >= 0; j--) {
                file[random.nextInt(file.length)] = (byte) random.nextInt();
            }
            Map<String, byte[]> files = Map.of("org/example/echo/Echo.class", file);
            try {
                verifier.verify(Tier.GUARDED, "org.example.echo", "org.example.echo.Echo", new Archive(files));
            } catch (RuntimeException odd) {
                throw new AssertionError("-Dqgate.seed=" + seed + ", round " + i, odd);
            }
        }
    }
}
