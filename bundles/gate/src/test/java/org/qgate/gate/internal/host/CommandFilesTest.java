package org.qgate.gate.internal.host;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.qgate.api.error.QGateException;
import org.qgate.ext.Host;
import org.qgate.ext.RefusedException;
import org.qgate.ext.RefusedException.Reason;
import org.qgate.ext.Service;
import org.qgate.ext.shell.Answer;
import org.qgate.ext.shell.Command;
import org.qgate.ext.shell.Command.Argument;
import org.qgate.ext.shell.Command.Kind;
import org.qgate.ext.shell.PickedFile;

/** Files that an operator names for a command: what is opened, what is refused, and what is left behind. */
class CommandFilesTest {
    private static final AtomicReference<PickedFile> KEPT = new AtomicReference<>();
    private static final byte[] HELLO = {1, 2, 3};

    @TempDir
    Path own;

    @TempDir
    Path users;

    private GateBench bench;
    private long number;

    /** Offers what copies a file, and what joins words. */
    public static final class Copying implements Service {
        @Override
        public void start(Host host) {
            Argument from = new Argument("FROM", true, "Is read.", Kind.READ_FILE);
            Argument to = new Argument("TO", true, "Is made.", Kind.NEW_FILE);
            Argument fails = new Argument("FAILS", false, "Fails at the end.");
            host.commands().offer(new Command("copy", "Copies.", List.of(from, to, fails)), (texts, files) -> {
                PickedFile source = files.get("FROM");
                KEPT.set(files.get("TO"));
                for (long at = 0; at < source.size(); at += 2) {
                    files.get("TO").write(source.read(at, 2));
                }
                if (texts.size() == 3) {
                    throw new IllegalStateException(texts.get(2));
                }
                return Answer.lines(texts);
            });
            Argument word = new Argument("WORD", true, "A word.");
            Argument rest = new Argument("TEXT", false, "All the rest.", Kind.REST);
            host.commands().offer(new Command("say", "Says.", List.of(word, rest)), Answer::lines);
        }
    }

    @BeforeEach
    void begin() {
        bench = new GateBench(own);
        number = bench.open(Copying.class, GateBench.client("a", GateBench.WIDE));
        KEPT.set(null);
    }

    @AfterEach
    void end() {
        bench.close();
    }

    private Answer run(String command, Object... arguments) {
        List<String> texts = Stream.of(arguments).map(Object::toString).toList();
        return bench.instances.run(number, command, texts, GateBench.LONG_MS);
    }

    private Path file(String name) throws IOException {
        return Files.write(users.resolve(name), HELLO);
    }

    private List<String> names() throws IOException {
        try (Stream<Path> all = Files.list(users)) {
            return all.map(each -> each.getFileName().toString()).sorted().toList();
        }
    }

    private void refused(String why, Object from, Object to) throws IOException {
        List<String> before = names();
        QGateException refused = assertThrows(QGateException.class, () -> run("copy", from, to));
        assertEquals("QG-EXT-0013", refused.codeId());
        assertTrue(refused.getMessage().contains(why), refused.getMessage());
        assertEquals(before, names());
        assertEquals(null, KEPT.get(), "the command did not run");
    }

    @Test
    void shouldGiveFilesAndTheirNamesAndKeepWhatWasMade() throws IOException {
        Path to = users.resolve("to");
        Answer answer = run("copy", file("from"), to);
        assertEquals(List.of(List.of("from"), List.of("to")), answer.rows());
        assertArrayEquals(HELLO, Files.readAllBytes(to));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(to)));
        assertEquals(List.of("from", "to"), names());
        RefusedException closed =
                assertThrows(RefusedException.class, () -> KEPT.get().write(HELLO));
        assertEquals(Reason.CLOSED, closed.reason());
        assertArrayEquals(HELLO, Files.readAllBytes(to));
    }

    @Test
    void shouldLeaveNothingBehindWhenTheCommandFails() throws IOException {
        Path from = file("from");
        QGateException failed =
                assertThrows(QGateException.class, () -> run("copy", from, users.resolve("to"), "on purpose"));
        assertEquals("QG-EXT-0013", failed.codeId());
        assertTrue(failed.getMessage().contains("on purpose"), failed.getMessage());
        assertEquals(List.of("from"), names());
    }

    @Test
    void shouldRefuseWhatIsNoFileOfTheOperators() throws IOException {
        Path from = file("from");
        refused("with its whole path", "from", users.resolve("to"));
        refused("with its whole path", "/", users.resolve("to"));
        refused("is not there", users.resolve("none"), users.resolve("to"));
        refused("is not there", from, users.resolve("none/to"));
        refused("is no regular file", users, users.resolve("to"));
        refused("is there already", from, from);
        Path dangling = Files.createSymbolicLink(users.resolve("dangling"), users.resolve("none"));
        refused("is there already", from, dangling);
        refused("Nul character", "/a\0b", users.resolve("to"));
    }

    @Test
    void shouldRefuseWhatHasMoreThanOneGibibyte() throws IOException {
        Path large = file("large");
        try (RandomAccessFile sparse = new RandomAccessFile(large.toFile(), "rw")) {
            sparse.setLength((1L << 30) + 1);
        }
        refused("more than 1 GiB", large, users.resolve("to"));
    }

    @Test
    void shouldRefuseTheNodesOwnFoldersHoweverTheyAreNamed() throws IOException {
        Path key = Files.write(own.resolve("key"), HELLO);
        Path from = file("from");
        refused("of the node's own", key, users.resolve("to"));
        refused("of the node's own", from, own.resolve("to"));
        Path link = Files.createSymbolicLink(users.resolve("link"), own);
        refused("of the node's own", link.resolve("key"), users.resolve("to"));
        refused("of the node's own", from, link.resolve("to"));
        refused("of the node's own", Files.createSymbolicLink(users.resolve("alias"), key), users.resolve("to"));
        refused("of the node's own", users.resolve(users.relativize(key)), users.resolve("to"));
        assertFalse(Files.exists(own.resolve("to")));
    }

    /** Somebody was quicker: what is there stays. */
    @Test
    void shouldNeverOverwrite() throws IOException {
        Path to = users.resolve("to");
        bench.instances.stop(number, GateBench.LONG_MS);
        Racing.target = to;
        number = bench.open(Racing.class, GateBench.client("a", GateBench.WIDE));
        QGateException late = assertThrows(QGateException.class, () -> run("race", to));
        assertTrue(late.getMessage().contains("is there already"), late.getMessage());
        assertArrayEquals(new byte[] {9}, Files.readAllBytes(to));
        assertEquals(List.of("to"), names());
    }

    /** Its file appears under its name while the command runs. */
    public static final class Racing implements Service {
        private static volatile Path target;

        @Override
        public void start(Host host) {
            Argument to = new Argument("TO", true, "Is made.", Kind.NEW_FILE);
            host.commands().offer(new Command("race", "Races.", List.of(to)), (texts, files) -> {
                files.get("TO").write(HELLO);
                try (FileChannel other =
                        FileChannel.open(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                    other.write(java.nio.ByteBuffer.wrap(new byte[] {9}));
                }
                return Answer.lines(texts);
            });
        }
    }

    @Test
    void shouldJoinTheRestOfTheLine() {
        assertEquals(
                List.of(List.of("a"), List.of("b c  d")),
                run("say", "a", "b", "c ", "d").rows());
        assertEquals(List.of(List.of("a")), run("say", "a").rows());
        QGateException refused = assertThrows(QGateException.class, () -> run("say", "a", "x".repeat(65_536)));
        assertEquals("QG-EXT-0012", refused.codeId());
    }
}
