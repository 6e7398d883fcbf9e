package org.qgate.shell.internal.command.extender;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.qgate.api.error.ExtenderError;
import org.qgate.api.extender.ConsentSheet;
import org.qgate.api.extender.LogLine;
import org.qgate.shell.internal.KnownExtenders;

/** What becomes of what somebody builds in a project. */
@Timeout(60)
final class DevelopmentTest {
    private final Desk desk = new Desk();
    private final List<String> said = new ArrayList<>();
    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();

    @TempDir
    private Path project;

    private Development begin() throws IOException {
        Files.createDirectories(project.resolve("target"));
        Files.createDirectories(project.resolve(".qgate"));
        return new Development(desk.bench.services, project, "op", said::add, view -> {
            view.print(new PrintStream(shown, true, StandardCharsets.UTF_8), false);
        });
    }

    private void key() throws IOException {
        Files.writeString(project.resolve(".qgate/developer.key.pub"), "a key");
    }

    private void build(String name, int second) throws IOException {
        Path file = Files.writeString(project.resolve("target").resolve(name), "a package");
        Files.setLastModifiedTime(file, FileTime.fromMillis(1_000L * second));
    }

    private long count(String what) {
        return desk.extenders.asked.stream().filter(what::equals).count();
    }

    private static void lookTwice(Development work) {
        work.look();
        work.look();
    }

    @Test
    void shouldWaitForAKeyAndSayItLoudly() throws IOException {
        Development work = begin();
        lookTwice(work);
        assertEquals(1, said.size(), "said once: " + said);
        assertTrue(said.get(0).contains("build the project once"), said.get(0));
        key();
        lookTwice(work);
        assertEquals(1, count("develop developer.key.pub"));
        assertTrue(said.get(1).startsWith("DEVELOPER's key"), said.get(1));
    }

    @Test
    void shouldInstallEachBuildOnceItIsWritten() throws IOException {
        Development work = begin();
        key();
        build("a-1.qsx", 1);
        work.look();
        assertEquals(0, count("check a-1.qsx"), "it may still be growing");
        work.look();
        assertEquals(1, count("check a-1.qsx"));
        assertEquals(
                Set.of("net.dial", "event.publish", "log.write"),
                desk.extenders.consents.get(0).granted());
        assertFalse(desk.extenders.consents.get(0).authenticated());
        lookTwice(work);
        assertEquals(1, desk.extenders.consents.size(), "once");
        build("a-2.qsx", 2);
        lookTwice(work);
        assertEquals(2, desk.extenders.consents.size());
        assertEquals(1, count("check a-2.qsx"));
        build("a-2.qsx", 3);
        lookTwice(work);
        assertEquals(3, desk.extenders.consents.size(), "the same name, built again");
    }

    @Test
    void shouldShowWhyABuildIsRefusedAndGoOn() throws IOException {
        Development work = begin();
        key();
        desk.extenders.findings =
                List.of(new ConsentSheet.Finding("QG-EXT-0177", "a.Class", "java/lang/ProcessBuilder", "no", "none"));
        build("a-1.qsx", 1);
        lookTwice(work);
        assertEquals(0, desk.extenders.consents.size());
        assertTrue(shown.toString(StandardCharsets.UTF_8).contains("QG-EXT-0177"), shown::toString);
        desk.extenders.findings = List.of();
        build("a-2.qsx", 2);
        lookTwice(work);
        assertEquals(1, desk.extenders.consents.size());
    }

    @Test
    void shouldTakeNothingOfAnotherKey() throws IOException {
        Development work = begin();
        key();
        desk.extenders.developer = "ffff";
        build("a-1.qsx", 1);
        lookTwice(work);
        assertEquals(0, desk.extenders.consents.size());
        assertTrue(said.get(said.size() - 1).contains("not by this project's key"), said.toString());
    }

    @Test
    void shouldShowTheLogAsItComes() throws IOException {
        Development work = begin();
        key();
        build("a-1.qsx", 1);
        desk.extenders.log = List.of(new LogLine(1, "1.0.0", "info", "one"));
        lookTwice(work);
        desk.extenders.log = List.of(new LogLine(1, "1.0.0", "info", "one"), new LogLine(2, "1.0.0", "warn", "two"));
        lookTwice(work);
        assertEquals(
                List.of("info one", "warn two"),
                said.stream()
                        .filter(each -> each.contains(" info ") || each.contains(" warn "))
                        .map(each -> each.substring(each.indexOf(' ') + 1))
                        .toList());
    }

    @Test
    void shouldTakeItAllBackAtTheEndUnlessItIsKept() throws IOException {
        Development work = begin();
        key();
        build("a-1.qsx", 1);
        lookTwice(work);
        work.end(true);
        assertEquals(0, count("untrust " + KnownExtenders.KEY));
        work.end(false);
        assertEquals(1, count("remove " + KnownExtenders.ID), desk.extenders.asked.toString());
        assertEquals(1, count("untrust " + KnownExtenders.KEY));
    }

    @Test
    void shouldTakeBackWhatWasThereOfTheSameKeyAlone() throws IOException {
        Development work = begin();
        key();
        desk.extenders.refusal = ExtenderError.OTHER_PUBLISHER;
        build("a-1.qsx", 1);
        lookTwice(work);
        work.end(false);
        assertEquals(0, count("remove " + KnownExtenders.ID), "it is somebody else's");
        assertTrue(said.get(said.size() - 1).startsWith("QG-EXT-0016"), said.toString());
        desk.extenders.refusal = ExtenderError.NOTHING_NEW;
        build("a-2.qsx", 2);
        lookTwice(work);
        work.end(false);
        assertEquals(1, count("remove " + KnownExtenders.ID));
    }

    @Test
    void shouldWantConsentAPlaceAndPeople() {
        ExtenderDevCommand dev = new ExtenderDevCommand();
        dev.folder = project.toString();
        assertEquals(4, desk.piped(dev), desk.bench.err());
        assertEquals(64, desk.json(dev));
        dev.folder = "relative";
        assertEquals(64, desk.piped(dev));
    }

    @Test
    void shouldEndWhenItIsInterrupted() throws IOException {
        begin();
        key();
        ExtenderDevCommand dev = new ExtenderDevCommand();
        dev.folder = project.toString();
        dev.yes = true;
        Thread.currentThread().interrupt();
        assertEquals(0, desk.piped(dev), desk.bench.err());
        assertTrue(Thread.interrupted(), "the interrupt is kept for the shell");
        assertTrue(desk.audit().contains("extender:dev"), desk.audit());
    }

    @Test
    void shouldExplainCodes() throws IOException {
        ExtenderExplainCommand explain = new ExtenderExplainCommand();
        explain.code = "QG-EXT-0027";
        assertEquals(0, desk.json(explain));
        assertEquals("QG-EXT-0027", desk.bench.document().get("code"));
        assertTrue(desk.bench.document().get("meaning").toString().contains("developer"));
        explain.code = "QG-EXT-9999";
        assertEquals(64, desk.piped(explain));
        Files.createDirectories(project.resolve("sdk/refusals"));
        Files.writeString(project.resolve("sdk/refusals/QG-EXT-0027.md"), "# The page\n");
        assertTrue(ExtenderExplainCommand.of("QG-EXT-0027", project)
                .document()
                .json()
                .contains("# The page"));
    }

    @Test
    void shouldExamineWhatExtendersNeed() {
        assertEquals(0, desk.piped(new ExtenderDoctorCommand()), "what is missing is a warning");
        assertEquals(1, count("confinement true"), "found out again");
        assertTrue(desk.bench.out().contains("there is no bwrap"), desk.bench.out());
        assertTrue(desk.bench.out().contains("extender publishers"), desk.bench.out());
    }
}
