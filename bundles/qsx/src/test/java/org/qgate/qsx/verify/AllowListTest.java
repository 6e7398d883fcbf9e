package org.qgate.qsx.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.Opcodes;

/** Every line of the list of Java means something in the Java that runs this test, and keeps the list's own rules. */
class AllowListTest {
    private static final AllowList LIST = AllowList.load();
    private static final Map<String, JdkType> TYPES = new HashMap<>();
    private static final Pattern NAMED = Pattern.compile("L([^;]+);");
    /** What must never be on the list, whatever else is edited: as {@code owner.name descriptor}. */
    private static final Pattern NEVER =
            Pattern.compile("java/lang/(Runtime|Process.*|ClassLoader|Module.*|reflect/.*|ref/.*"
                    + "|foreign/.*|StackWalker.*|ThreadGroup|.*ThreadLocal|management/.*)\\..*"
                    + "|java/(rmi|sql|awt|beans)/.*|java/nio/(file|channels)/.*|java/util/(zip/Zip.*|jar/.*|logging/.*|prefs/.*)"
                    + "|java/io/(File.*|Object.*|Random.*|Externalizable|Console)\\..*|java/net/(?!URI|URISyntax|URLEnc|URLDec).*"
                    + "|java/util/(ServiceLoader|Timer.*|ResourceBundle).*|java/util/concurrent/(Executors|Fork.*|.*ThreadPool.*)\\..*"
                    + "|java/security/(?!MessageDigest|DigestException|GeneralSecurityException|NoSuchAlgorithm).*"
                    + "|.*\\.(parallel[A-Za-z]*|finalize|setAccessible|forName|now|random|randomUUID|allocateDirect|exit|halt|load) "
                    + "(?!\\(Ljava/time/Clock;)(?!\\(Ljava/lang/String;\\)Ljava/nio/charset/Charset;)"
                    + "(?!.*java/io/(InputStream|Reader);\\)V).*");

    private static JdkType type(String name) {
        return TYPES.computeIfAbsent(name, any -> JdkType.read(runtime("java.base"), any));
    }

    private static Path runtime(String module) {
        FileSystem modules = FileSystems.getFileSystem(URI.create("jrt:/"));
        return modules.getPath("modules", module);
    }

    private static Stream<String> java() {
        return LIST.classes().stream().filter(name -> name.startsWith("java/"));
    }

    private static List<String> all(java.util.function.BiPredicate<String, String> wrong) {
        List<String> found = new ArrayList<>();
        java().forEach(owner -> LIST.members(owner).stream()
                .filter(member -> wrong.test(owner, member))
                .forEach(member -> found.add(owner + "." + member)));
        return found;
    }

    @Test
    void shouldNameClassesThatExistAndArePublic() {
        List<String> wrong = java().filter(
                        name -> !type(name).exists() || !type(name).isPublic())
                .toList();
        assertEquals(List.of(), wrong);
        assertTrue(java().count() > 400);
    }

    @Test
    void shouldNameMembersThatExistAndAreVisible() {
        assertEquals(List.of(), all((owner, member) -> !isVisible(owner, member)));
    }

    /** A member of the class or of one of its super types, listed or not. */
    private static boolean isVisible(String owner, String member) {
        JdkType type = type(owner);
        Integer access = type.members().get(member);
        if (access != null) {
            return (access & (Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED)) != 0;
        }
        return !member.startsWith("<init>") && type.supers().stream().anyMatch(parent -> isVisible(parent, member));
    }

    @Test
    void shouldNameSuperTypesThatAreSome() {
        List<String> wrong = new ArrayList<>();
        java().forEach(name -> LIST.supers(name).stream()
                .filter(parent -> !LIST.has(parent) || !ancestors(name).contains(parent))
                .forEach(parent -> wrong.add(name + " < " + parent)));
        assertEquals(List.of(), wrong);
    }

    private static Set<String> ancestors(String name) {
        Set<String> all = new HashSet<>(type(name).supers());
        type(name).supers().forEach(parent -> all.addAll(ancestors(parent)));
        return all;
    }

    @Test
    void shouldLetOnlyThatBeExtendedWhichCanBe() {
        List<String> wrong = java().filter(LIST::isOpen)
                .filter(name -> !type(name).isExtensible())
                .toList();
        assertEquals(List.of(), wrong);
        for (String closed : List.of("java/lang/Thread", "java/lang/Class", "java/io/Serializable")) {
            assertTrue(LIST.has(closed) && !LIST.isOpen(closed), closed);
        }
    }

    /** So no object of a class that is not listed can be had, nor be handed over. */
    @Test
    void shouldMentionListedClassesOnly() {
        assertEquals(List.of(), all((owner, member) -> {
            Matcher names = NAMED.matcher(member.substring(member.indexOf(' ')));
            return names.results().anyMatch(each -> !LIST.has(each.group(1)));
        }));
    }

    /** Such a method acts with the rights of who calls it, or finds out who that is. */
    @Test
    void shouldHaveNoMemberThatLooksAtItsCaller() {
        assertEquals(
                List.of(), all((owner, member) -> type(owner).callerSensitive().contains(member)));
        assertTrue(type("java/lang/Class").callerSensitive().size() > 5, "the mark has another name now");
    }

    @Test
    void shouldHaveNothingThatMustNeverBeThere() {
        assertEquals(List.of(), all((owner, member) -> NEVER.matcher(owner + "." + member)
                .matches()));
        assertEquals(
                Set.of("currentThread ()Ljava/lang/Thread;", "interrupt ()V", "isInterrupted ()Z"),
                LIST.members("java/lang/Thread"));
        assertEquals(
                Set.of(
                        "arraycopy (Ljava/lang/Object;ILjava/lang/Object;II)V",
                        "identityHashCode (Ljava/lang/Object;)I",
                        "lineSeparator ()Ljava/lang/String;"),
                LIST.members("java/lang/System"));
        List<String> threads = all((owner, member) -> member.contains("Ljava/lang/Thread;"));
        assertEquals(List.of("java/lang/Thread.currentThread ()Ljava/lang/Thread;"), threads);
    }

    /** What an own interface could declare and an own class inherit from Java. */
    @Test
    void shouldHideEveryMethodThatIsInheritedAndNotListed() {
        Set<String> hidden = new TreeSet<>();
        java().filter(LIST::isOpen).forEach(name -> {
            Set<String> line = new HashSet<>(ancestors(name));
            line.addAll(List.of(name, "java/lang/Object"));
            Set<String> listed = new HashSet<>();
            line.stream().filter(LIST::has).forEach(each -> listed.addAll(LIST.members(each)));
            for (String each : line) {
                type(each).members().forEach((member, access) -> {
                    boolean inherited = (access & (Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED)) != 0
                            && member.contains(" (")
                            && !member.startsWith("<");
                    if (inherited && !listed.contains(member)) {
                        hidden.add(member);
                    }
                });
            }
        });
        hidden.removeAll(LIST.hidden());
        assertEquals(Set.of(), hidden);
        assertEquals(List.of(), all((owner, member) -> LIST.hidden().contains(member)));
    }

    @Test
    void shouldLinkByWhatJavacUsesAlone() {
        Set<String> methods = new TreeSet<>();
        for (String link : LIST.links()) {
            String[] words = link.split(" ");
            assertTrue(isVisible(words[0], words[1] + " " + words[2]), link);
            methods.add(words[0] + "." + words[1]);
        }
        assertEquals(
                List.of(
                        "java/lang/invoke/LambdaMetafactory.altMetafactory",
                        "java/lang/invoke/LambdaMetafactory.metafactory",
                        "java/lang/invoke/StringConcatFactory.makeConcat",
                        "java/lang/invoke/StringConcatFactory.makeConcatWithConstants",
                        "java/lang/runtime/ObjectMethods.bootstrap",
                        "java/lang/runtime/SwitchBootstraps.enumSwitch",
                        "java/lang/runtime/SwitchBootstraps.typeSwitch"),
                List.copyOf(methods));
    }

    @Test
    void shouldBeSortedAndSaidOnce() throws IOException {
        try (var in = AllowList.class.getResourceAsStream("java-1.allow")) {
            List<String> names = new String(in.readAllBytes(), java.nio.charset.StandardCharsets.US_ASCII)
                    .lines()
                    .filter(line -> line.startsWith("class ") || line.startsWith("open "))
                    .map(line -> line.split(" ")[1])
                    .toList();
            assertEquals(List.copyOf(new TreeSet<>(names)), names);
        }
        assertTrue(Files.isDirectory(runtime("java.base")));
    }
}
