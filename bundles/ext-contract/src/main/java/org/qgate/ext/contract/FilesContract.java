package org.qgate.ext.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.qgate.ext.Host;
import org.qgate.ext.RefusedException.Reason;
import org.qgate.ext.shell.Answer;
import org.qgate.ext.shell.Command;
import org.qgate.ext.shell.Command.Argument;
import org.qgate.ext.shell.Command.Kind;
import org.qgate.ext.shell.Commands.FileAction;
import org.qgate.ext.shell.PickedFile;

/** Commands of an extender, and files that an operator names for them. */
public abstract class FilesContract extends Contract {
    private static final Argument FROM = new Argument("FROM", true, "Is read.", Kind.READ_FILE);
    private static final Argument TO = new Argument("TO", true, "Is made.", Kind.NEW_FILE);

    @TempDir
    private Path users;

    private Host working(Command command, FileAction action) {
        Host host = host("a");
        host.commands().offer(command, action);
        tier().open(host);
        return host;
    }

    private static Command command(String name, Argument... arguments) {
        return new Command(name, "Works.", List.of(arguments));
    }

    private Path file(String name, byte[] content) throws IOException {
        return Files.write(users.resolve(name), content);
    }

    @Test
    void shouldReadInPieces() throws Exception {
        byte[] content = new byte[(1 << 20) + 10];
        content[1 << 20] = 42;
        Host host = working(command("read", FROM), (texts, files) -> {
            PickedFile file = files.get("FROM");
            assertEquals(List.of("some"), texts);
            assertEquals("some", file.name());
            assertEquals(content.length, file.size());
            assertEquals(1 << 20, file.read(0, 1 << 20).length);
            assertArrayEquals(new byte[] {42, 0}, file.read(1 << 20, 2));
            assertEquals(10, file.read(1 << 20, 1 << 20).length, "up to its end");
            assertEquals(0, file.read(content.length, 1).length, "behind its end");
            assertEquals(0, file.read(Long.MAX_VALUE, 1).length);
            refused(Reason.INVALID, () -> file.read(-1, 1));
            refused(Reason.INVALID, () -> file.read(0, 0));
            refused(Reason.INVALID, () -> file.read(0, (1 << 20) + 1));
            refused(Reason.DENIED, () -> file.write(new byte[1]));
            return Answer.lines(List.of("well"));
        });
        Answer answer = tier().run(host, "read", List.of(file("some", content).toString()));
        assertEquals(List.of(List.of("well")), answer.rows());
    }

    @Test
    void shouldMakeAFileThatIsThereOnlyOnceTheCommandReturned() throws Exception {
        Path target = users.resolve("made");
        AtomicReference<PickedFile> kept = new AtomicReference<>();
        Host host = working(command("make", TO), (texts, files) -> {
            PickedFile file = files.get("TO");
            kept.set(file);
            file.write(bytes("hello "));
            file.write(bytes("you"));
            file.write(new byte[0]);
            assertEquals(9, file.size());
            assertEquals("made", file.name());
            assertFalse(Files.exists(target));
            refused(Reason.INVALID, () -> file.write(new byte[(1 << 20) + 1]));
            refused(Reason.INVALID, () -> file.write(null));
            refused(Reason.DENIED, () -> file.read(0, 1));
            return Answer.lines(texts);
        });
        assertEquals(
                List.of(List.of("made")),
                tier().run(host, "make", List.of(target.toString())).rows());
        assertEquals("hello you", Files.readString(target));
        refused(Reason.CLOSED, () -> kept.get().write(new byte[1]));
        assertThrows(Exception.class, () -> tier().run(host, "make", List.of(target.toString())), "it is there");
        assertEquals("hello you", Files.readString(target));
    }

    @Test
    void shouldMakeNothingWhenTheCommandFails() throws Exception {
        Host host = working(command("make", TO), (texts, files) -> {
            files.get("TO").write(bytes("half"));
            throw new IllegalStateException("on purpose");
        });
        Exception failed = assertThrows(Exception.class, () -> tier().run(
                        host, "make", List.of(users.resolve("made").toString())));
        assertTrue(failed.getMessage().contains("on purpose"), failed.getMessage());
        assertFalse(Files.exists(users.resolve("made")));
    }

    @Test
    void shouldRefuseWhatIsNotThere() throws Exception {
        Host host = working(command("read", FROM), (texts, files) -> Answer.lines(texts));
        String none = users.resolve("none").toString();
        assertThrows(Exception.class, () -> tier().run(host, "read", List.of(none)));
        assertThrows(Exception.class, () -> tier().run(host, "read", List.of(users.toString())), "a folder");
    }

    @Test
    void shouldGiveOnlyFilesThatWereNamed() throws Exception {
        Argument perhaps = new Argument("TO", false, "Is made.", Kind.NEW_FILE);
        Host host = working(
                command("copy", FROM, perhaps),
                (texts, files) -> Answer.lines(files.keySet().stream().sorted().toList()));
        String from = file("some", bytes("x")).toString();
        assertEquals(
                List.of(List.of("FROM")),
                tier().run(host, "copy", List.of(from)).rows());
        String to = users.resolve("made").toString();
        assertEquals(
                List.of(List.of("FROM"), List.of("TO")),
                tier().run(host, "copy", List.of(from, to)).rows());
        assertEquals(0, Files.size(users.resolve("made")));
    }

    @Test
    void shouldJoinTheRestOfTheLine() throws Exception {
        Host host = working(
                command("say", new Argument("WHO", true, "To whom."), new Argument("TEXT", true, "What.", Kind.REST)),
                (texts, files) -> Answer.lines(texts));
        assertEquals(
                List.of(List.of("you"), List.of("how are you")),
                tier().run(host, "say", List.of("you", "how", "are", "you")).rows());
    }

    @Test
    void shouldRefuseCommandsThatCannotBe() {
        Host host = host("a");
        Argument rest = new Argument("REST", false, "The rest.", Kind.REST);
        refused(Reason.INVALID, () -> offer(host, FROM, FROM));
        refused(Reason.INVALID, () -> offer(host, rest, new Argument("X", false, "Behind it.")));
        refused(Reason.INVALID, () -> offer(host, file("A"), file("B"), file("C"), file("D"), file("E")));
        refused(Reason.INVALID, () -> host.commands().offer(command("x", FROM), Answer::lines));
        offer(host, file("A"), file("B"), file("C"), file("D"), rest);
    }

    private static Argument file(String name) {
        return new Argument(name, true, "Is read.", Kind.READ_FILE);
    }

    private static void offer(Host host, Argument... arguments) {
        host.commands().offer(command("x", arguments), (texts, files) -> Answer.lines(texts));
    }
}
