package org.qgate.shell.internal.command.extender;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.qgate.api.extender.Consent;
import org.qgate.api.extender.ConsentSheet;
import org.qgate.shell.internal.KnownExtenders;

/** What an operator is shown and asked before something goes live, and what happens without an answer. */
@Timeout(60)
final class ConsentTest {
    private final Desk desk = new Desk();

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void makePackage() throws IOException {
        file = Files.createFile(folder.resolve("echo.qsx"));
    }

    private ExtenderInstallCommand install() {
        ExtenderInstallCommand install = new ExtenderInstallCommand();
        install.file = file.toString();
        return install;
    }

    private ExtenderInstallCommand install(String... grants) {
        ExtenderInstallCommand install = install();
        install.yes = true;
        install.grants = List.of(grants);
        return install;
    }

    @Test
    void shouldChangeNothingWithoutConsentAndListWhatIsMissing() {
        assertEquals(4, desk.json(install()));
        Map<String, Object> document = desk.bench.document();
        assertEquals("qgate.consent/1", document.get("schema"));
        assertEquals(false, document.get("done"));
        assertEquals(List.of("net.dial"), document.get("missing"), "the optional one is not missing");
        assertEquals(4, desk.piped(install()));
        assertTrue(desk.bench.out().contains("agree with --yes --grant net.dial"), desk.bench.out());
        assertTrue(desk.extenders.consents.isEmpty());
        assertTrue(desk.audit().contains("exit 4"), desk.audit());
    }

    @Test
    void shouldInstallWithWhatWasGrantedByName() {
        assertEquals(0, desk.json(install("net.dial")));
        assertEquals(List.of(new Consent(true, Set.of("net.dial"), false)), desk.extenders.consents);
        Map<?, ?> change = (Map<?, ?>) desk.bench.document().get("change");
        assertEquals("LIVE", change.get("outcome"));
        assertEquals("", desk.bench.err(), "a document and nothing else");
        assertTrue(desk.audit().contains("granting [net.dial]"), desk.audit());
    }

    @Test
    void shouldSayWhatTheNodeHeldForLackOfConsent() {
        desk.extenders.course = List.of("", "HELD");
        desk.extenders.lacking = List.of("net.dial");
        assertEquals(4, desk.piped(install(new String[0])));
        assertTrue(desk.bench.out().contains("consent is missing for net.dial"), desk.bench.out());
        desk.extenders.lacking = List.of();
        desk.extenders.error = "QG-EXT-0003 nobody here trusts it";
        assertEquals(3, desk.piped(install(new String[0])));
    }

    @Test
    void shouldRefuseAGrantThatNobodyAskedFor() {
        assertEquals(64, desk.json(install("peer.ban")));
        assertTrue(desk.extenders.consents.isEmpty());
    }

    @Test
    void shouldAskForEachSensitivePermissionAtATerminal() {
        assertEquals(0, desk.terminal(install(), "y", "n", "yes"));
        assertEquals(
                List.of(
                        "Grant net.dial for echo/1, echo/stream/1? [y/N] ",
                        "Grant event.publish? [y/N] ",
                        "Install org.example.echo 1.1.0? [y/N] "),
                desk.prompts);
        assertEquals(List.of(new Consent(true, Set.of("net.dial"), false)), desk.extenders.consents);
    }

    @Test
    void shouldTakeAnythingButAYesForANo() {
        for (String no : List.of("", "n", "ye", "net.dial")) {
            assertEquals(4, desk.terminal(install(), no));
        }
        assertEquals(4, desk.terminal(install()), "the terminal ended");
        assertEquals(4, desk.terminal(install(), "y", "y", ""), "each permission, but not the whole");
        assertTrue(desk.bench.out().contains("nothing was changed"), desk.bench.out());
        assertTrue(desk.extenders.consents.isEmpty());
    }

    @Test
    void shouldShowASheetThatFitsATerminalAndCannotSteerIt() {
        desk.terminal(install(), "n");
        String sheet = desk.bench.out();
        assertTrue(sheet.lines().allMatch(line -> line.length() <= 80), sheet);
        assertFalse(sheet.contains("\u001b"), "the publisher's title has a control sequence");
        for (String part : List.of(
                "? net.dial, sensitive, added",
                "for: echo/1, echo/stream/1",
                "why: \"Nothing works without it\"",
                "event.publish, sensitive, added, optional",
                "publisher  \"Example\", trusted",
                "threads: at most 4 threads",
                "package sha256")) {
            assertTrue(sheet.contains(part), part + " in " + sheet);
        }
    }

    @Test
    void shouldShowOnlyWhatDiffersInADifference() {
        desk.extenders.from = "1.0.0";
        ExtenderDiffCommand diff = new ExtenderDiffCommand();
        diff.what = KnownExtenders.ID;
        assertEquals(0, desk.terminal(diff));
        assertTrue(desk.bench.out().contains("net.dial, sensitive, widened"), desk.bench.out());
        assertTrue(desk.bench.out().contains("1.0.0 -> 1.1.0"), desk.bench.out());
        assertFalse(desk.bench.out().contains("log.write"), desk.bench.out());
        assertEquals(0, desk.piped(diff));
        assertFalse(desk.bench.out().contains("log.write"), desk.bench.out());
    }

    @Test
    void shouldAskForLessWhenSomethingIsGrantedOnTheCommandLine() {
        ExtenderInstallCommand install = install();
        install.grants = List.of("net.dial", "event.publish");
        assertEquals(0, desk.terminal(install, "y"));
        assertEquals(1, desk.prompts.size());
    }

    @Test
    void shouldNotAskForPermissionsOfWhatStaysHeldAnyway() {
        desk.extenders.held = "nobody here trusts its publisher";
        desk.extenders.course = List.of("HELD");
        assertEquals(3, desk.terminal(install(), "y"));
        assertEquals(List.of("Keep org.example.echo 1.1.0 here, HELD? [y/N] "), desk.prompts);
        assertTrue(desk.bench.out().contains("It would stay HELD: nobody here trusts"), desk.bench.out());
    }

    @Test
    void shouldAskForPermissionsOfWhatGoesOnByItself() {
        desk.extenders.held = "QG-EXT-0005 nothing would hold its process";
        desk.extenders.course = List.of("HELD");
        desk.extenders.error = "QG-EXT-0005 there is no bwrap";
        assertEquals(1, desk.terminal(install(), "y", "n", "y"));
        assertEquals(
                "Install org.example.echo 1.1.0, once its process would be held? [y/N] ",
                desk.prompts.get(desk.prompts.size() - 1));
        assertEquals(List.of(new Consent(true, Set.of("net.dial"), false)), desk.extenders.consents);
    }

    @Test
    void shouldExplainARefusedPackageAndNotBegin() {
        desk.extenders.findings = List.of(new ConsentSheet.Finding(
                "QG-EXT-0150", "org/example/Echo", "java/lang/Runtime.exec", "no processes", "nothing"));
        assertEquals(2, desk.terminal(install(), "y", "y", "y"));
        assertTrue(desk.bench.out().contains("uses: java/lang/Runtime.exec"), desk.bench.out());
        assertTrue(desk.prompts.isEmpty() && desk.extenders.consents.isEmpty());
        ExtenderVerifyCommand verify = new ExtenderVerifyCommand();
        verify.file = file.toString();
        assertEquals(2, desk.json(verify));
        assertEquals("qgate.sheet/1", desk.bench.document().get("schema"));
    }

    @Test
    void shouldTellWhatItWouldDoAndNotAsk() {
        assertEquals(0, desk.terminal(desk.dry(install()), "y", "y", "y"));
        assertTrue(desk.bench.out().contains("would do: extender:install org.example.echo 1.1.0"), desk.bench.out());
        assertTrue(desk.bench.out().contains("? net.dial"), desk.bench.out());
        assertEquals(0, desk.json(desk.dry(install())));
        assertEquals(KnownExtenders.ID, ((Map<?, ?>) desk.bench.document().get("plan")).get("id"));
        assertTrue(desk.extenders.consents.isEmpty() && desk.prompts.isEmpty());
    }

    @Test
    void shouldUpdateByIdOrFileAndApproveWhatIsHeld() {
        ExtenderUpdateCommand update = new ExtenderUpdateCommand();
        update.yes = true;
        update.what = KnownExtenders.ID;
        assertEquals(0, desk.json(update));
        update.what = file.toString();
        assertEquals(64, desk.json(update), "it is not installed");
        desk.extenders.from = "1.0.0";
        assertEquals(0, desk.json(update));
        ExtenderApproveCommand approve = new ExtenderApproveCommand();
        approve.id = KnownExtenders.ID;
        approve.yes = true;
        assertEquals(0, desk.json(approve));
        approve.id = "org.example.other";
        assertEquals(2, desk.json(approve));
        assertEquals(
                List.of(
                        "update org.example.echo",
                        "check echo.qsx",
                        "check echo.qsx",
                        "install echo.qsx",
                        "approve org.example.echo"),
                desk.extenders.asked);
    }
}
