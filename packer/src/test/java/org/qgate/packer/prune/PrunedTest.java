package org.qgate.packer.prune;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.example.cut.Whole;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.ClassNode;
import org.qgate.packer.Jars;
import org.qgate.qsx.manifest.ServiceManifest.Runtime;
import org.qgate.qsx.manifest.ServiceManifest.Tier;
import org.qgate.qsx.pack.Archive;
import org.qgate.qsx.refuse.Refusal;
import org.qgate.qsx.verify.AllowList;
import org.qgate.qsx.verify.ClassVerifier;

/** What is cut, and that what runs stays as it is. */
final class PrunedTest {
    private static final String ENTRY = Whole.class.getName();
    private static final String NAME = "org/example/cut/Whole";
    private static final Map<String, byte[]> FILES = Jars.with(Map.of(), Whole.class);

    private static Runtime runtime(Tier tier) {
        return new Runtime(tier, "[1,2)", ENTRY);
    }

    private static Pruned pruned(Tier tier, Map<String, byte[]> files) {
        return Pruned.of(runtime(tier), files);
    }

    private static List<Refusal> refusals(Map<String, byte[]> files) {
        return new ClassVerifier(AllowList.load())
                .verify(Tier.GUARDED, "org.example.cut", ENTRY, new Archive(files))
                .refusals();
    }

    @SuppressWarnings("unchecked") // it is one
    private static String answer(Map<String, byte[]> files, String in) throws ReflectiveOperationException {
        Object made = Jars.loader(files).loadClass(ENTRY).getConstructor().newInstance();
        return ((UnaryOperator<String>) made).apply(in);
    }

    private static ClassNode type(Map<String, byte[]> files, String name) {
        ClassNode type = new ClassNode();
        new ClassReader(files.get(name + ".class")).accept(type, 0);
        return type;
    }

    private static Set<String> methods(Map<String, byte[]> files, String name) {
        return type(files, name).methods.stream().map(each -> each.name).collect(Collectors.toSet());
    }

    @Test
    void shouldDoTheSameByEveryWayInWhichJavaFindsCode() throws ReflectiveOperationException {
        for (Tier tier : Tier.values()) {
            Map<String, byte[]> left = pruned(tier, FILES).files();
            for (String in : List.of("", "x", "some text")) {
                assertEquals(answer(FILES, in), answer(left, in), tier.id());
            }
        }
    }

    @Test
    void shouldCutWhatNothingLeadsTo() {
        Map<String, byte[]> left = pruned(Tier.GUARDED, FILES).files();
        assertFalse(left.containsKey(NAME + "$Never.class"), "only what never runs names it");
        assertFalse(left.containsKey(NAME + "$Unused.class"), "only the list of permitted classes names it");
        assertFalse(left.containsKey("org/example/cut/package-info.class"));
        assertTrue(left.containsKey(NAME + "$Round.class"));
        assertFalse(methods(left, NAME + "$Parent").contains("never"));
        assertFalse(methods(left, NAME + "$Colour").contains("never"));
        assertFalse(methods(left, NAME + "$Upwards").contains("writeReplace"));
        assertTrue(methods(left, NAME + "$Upwards").containsAll(Set.of("get", "size")));
        assertEquals(List.of(), type(left, NAME + "$Upwards").interfaces, "nobody asks whether it is serialisable");
    }

    @Test
    void shouldCutWhatIsRefusedAndNotUsed() {
        assertTrue(refusals(FILES).stream().anyMatch(each -> each.where().contains("Never")));
        assertEquals(List.of(), refusals(pruned(Tier.GUARDED, FILES).files()));
    }

    @Test
    void shouldLeaveOutWhatIsNoClassUnlessAProcessMayReadIt() {
        Map<String, byte[]> files = new TreeMap<>(FILES);
        for (String name : List.of(
                "META-INF/services/java.lang.Runnable",
                "META-INF/A.SF",
                "META-INF/LICENSE.txt",
                "org/example/cut/text.properties",
                "module-info.class")) {
            files.put(name, new byte[1]);
        }
        Set<String> guarded = pruned(Tier.GUARDED, files).files().keySet();
        Set<String> process = pruned(Tier.PROCESS, files).files().keySet();
        assertEquals(List.of("META-INF/LICENSE.txt"), noClasses(guarded));
        assertEquals(List.of("META-INF/LICENSE.txt", "org/example/cut/text.properties"), noClasses(process));
    }

    private static List<String> noClasses(Set<String> names) {
        return names.stream()
                .filter(name -> !name.endsWith(".class") || name.contains("-"))
                .sorted()
                .toList();
    }

    @Test
    void shouldKeepInAProcessWhatATextNames() {
        Map<String, byte[]> files = new TreeMap<>(FILES);
        assertTrue(pruned(Tier.PROCESS, files).files().containsKey(NAME + "$Never.class"), "a method names it");
        files.put("org/example/cut/Alone.class", type("org/example/cut/Alone"));
        assertFalse(pruned(Tier.PROCESS, files).files().containsKey("org/example/cut/Alone.class"));
    }

    private static byte[] type(String name) {
        org.objectweb.asm.ClassWriter writer = new org.objectweb.asm.ClassWriter(0);
        writer.visit(61, 1, name, null, "java/lang/Object", null);
        writer.visitEnd();
        return writer.toByteArray();
    }

    @Test
    void shouldGiveTheSameBytesInWhateverOrderFilesCome() {
        List<String> names = new java.util.ArrayList<>(FILES.keySet());
        Collections.reverse(names);
        Map<String, byte[]> turned = new LinkedHashMap<>();
        names.forEach(name -> turned.put(name, FILES.get(name)));
        Map<String, byte[]> one = pruned(Tier.GUARDED, FILES).files();
        Map<String, byte[]> other = pruned(Tier.GUARDED, turned).files();
        assertEquals(one.keySet(), other.keySet());
        one.forEach((name, content) -> assertArrayEquals(content, other.get(name), name));
    }

    @Test
    void shouldLeaveToTheVerifierWhatItCannotRead() {
        Map<String, byte[]> broken = new TreeMap<>(FILES);
        broken.put(NAME + "$Odd.class", Arrays.copyOf(FILES.get(NAME + "$Odd.class"), 60));
        for (Tier tier : Tier.values()) {
            assertSame(broken, pruned(tier, broken).files(), tier.id());
        }
        Map<String, byte[]> moved = new TreeMap<>(FILES);
        moved.put("org/example/Moved.class", FILES.get(NAME + "$Odd.class"));
        assertSame(moved, pruned(Tier.GUARDED, moved).files());
        Map<String, byte[]> text = Map.of("a.txt", "x".getBytes(StandardCharsets.UTF_8));
        assertSame(text, pruned(Tier.GUARDED, text).files(), "no entry class");
    }

    @Test
    void shouldFindTheWayWithoutCuttingToo() {
        Pruned whole = Pruned.nothing(runtime(Tier.GUARDED), FILES);
        assertSame(FILES, whole.files());
        for (Refusal each : refusals(FILES)) {
            if (each.where().contains("Never")) {
                assertEquals(List.of(), whole.trace().explain(each).path(), "nothing leads there");
            }
        }
    }
}
