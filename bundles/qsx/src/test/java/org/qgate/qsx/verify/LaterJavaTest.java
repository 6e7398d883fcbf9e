package org.qgate.qsx.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.Opcodes;

/**
 * The list of Java means the same in Java 21, as a compiler of a later Java beside the one that runs this test knows it: in
 * {@code lib/ct.sym}, where a folder is named after the releases that its classes belong to, a character each (JEP 247).
 */
class LaterJavaTest {
    private static final AllowList LIST = AllowList.load();
    private static final int RELEASE = 21;

    private final Map<String, JdkType> types = new HashMap<>();
    private FileSystem symbols;
    private List<Path> folders;

    @BeforeEach
    void open() throws IOException {
        Optional<Path> file = symbols();
        if (file.isEmpty()) {
            System.err.println("SKIPPED: no Java beside this one has a compiler that knows Java " + RELEASE);
        }
        assumeTrue(file.isPresent(), "a compiler that knows Java " + RELEASE);
        symbols = FileSystems.newFileSystem(file.get());
        folders = folders(symbols);
    }

    @AfterEach
    void close() throws IOException {
        if (symbols != null) {
            symbols.close();
        }
    }

    /** Looks at the Javas beside the one that runs. */
    private static Optional<Path> symbols() throws IOException {
        Path home = Path.of(System.getProperty("java.home")).toRealPath();
        try (Stream<Path> beside = Files.list(home.getParent())) {
            return beside.map(each -> each.resolve("lib").resolve("ct.sym"))
                    .filter(Files::isReadable)
                    .filter(LaterJavaTest::knows)
                    .sorted()
                    .findFirst();
        }
    }

    private static boolean knows(Path file) {
        try (FileSystem opened = FileSystems.newFileSystem(file)) {
            return !folders(opened).isEmpty();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static List<Path> folders(FileSystem symbols) throws IOException {
        String release = Integer.toString(RELEASE, Character.MAX_RADIX).toUpperCase(java.util.Locale.ROOT);
        try (Stream<Path> all = Files.list(symbols.getPath("/"))) {
            return all.filter(each ->
                            each.getFileName().toString().replace("/", "").contains(release))
                    .map(each -> each.resolve("java.base"))
                    .filter(Files::isDirectory)
                    .toList();
        }
    }

    private JdkType type(String name) {
        return types.computeIfAbsent(name, any -> folders.stream()
                .map(folder -> JdkType.read(folder.resolve(any + ".sig")))
                .filter(JdkType::exists)
                .findFirst()
                .orElseThrow(() -> new AssertionError("Java " + RELEASE + " has no " + any)));
    }

    @Test
    void shouldNameWhatJava21HasToo() {
        List<String> wrong = LIST.classes().stream()
                .filter(name -> name.startsWith("java/"))
                .flatMap(owner -> Stream.concat(
                        type(owner).isPublic() ? Stream.empty() : Stream.of(owner),
                        LIST.members(owner).stream()
                                .filter(member -> !isVisible(owner, member))
                                .map(member -> owner + "." + member)))
                .toList();
        assertEquals(List.of(), wrong);
    }

    private boolean isVisible(String owner, String member) {
        JdkType type = type(owner);
        Integer access = type.members().get(member);
        if (access != null) {
            return (access & (Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED)) != 0;
        }
        return !member.startsWith("<init>")
                && type.supers().stream()
                        .filter(parent ->
                                folders.stream().anyMatch(each -> Files.exists(each.resolve(parent + ".sig"))))
                        .anyMatch(parent -> isVisible(parent, member));
    }
}
