package org.qgate.testnet.extender;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.qgate.client.NodeShell;
import org.qgate.testnet.Folders;
import org.qgate.testnet.Testnet;
import org.qgate.testnet.TestnetNode;
import org.qgate.testnet.TestnetOptions;
import org.qgate.testnet.extender.Guide.Step;
import org.qgate.testnet.trial.ExtenderUpdates;

/**
 * What authors are promised, on a network of real nodes: the page for them, followed to the letter, every file and command of its
 * path; and that what they built once runs on every later version.
 */
@Timeout(600)
@TestMethodOrder(MethodOrderer.MethodName.class) // the one that begins with Maven does so while the nodes start
final class GuideIT {
    private static final Path DIR = Path.of("target", "guide");
    private static final Path DISTRIBUTION =
            Path.of(System.getProperty("qgate.distribution")).toAbsolutePath().normalize();
    private static final Pattern FINGERPRINT = Pattern.compile("\\b([0-9a-f]{4}(?: [0-9a-f]{4}){15})\\b");
    private static final int SERVER = 2;

    private static CompletableFuture<Testnet> starting;

    private String fingerprint = "";
    private Optional<DevelopersShell> work = Optional.empty();

    @BeforeAll
    static void start() throws IOException {
        Folders.delete(DIR);
        TestnetOptions options = ExtenderUpdates.options(DIR.resolve("network"));
        starting = CompletableFuture.supplyAsync(() -> Testnet.start(options, line -> {}));
    }

    @AfterAll
    static void stop() {
        starting.join().close();
    }

    @Test
    void shouldLeadFromAnEmptyFolderToARunningExtender() throws Exception {
        Author author = new Author(DIR.resolve("you"), DISTRIBUTION);
        Path page = Path.of(System.getProperty("qgate.docs"), "extenders.md");
        List<Step> steps = new ArrayList<>(Guide.steps(page, "From an empty folder to a running extender"));
        steps.addAll(Guide.steps(page, "While you work on it"));
        assertEquals(4, steps.stream().filter(Step.Write.class::isInstance).count(), "files");
        assertEquals(9, steps.stream().filter(Step.Give.class::isInstance).count(), "blocks of commands");
        for (Step step : steps) {
            if (step instanceof Step.Write file) {
                author.write(file.name(), replaced(file.content(), author));
            } else if (step instanceof Step.Give give) {
                give(give, author);
            }
        }
        assertOursComeFromTheSdk(author);
        work.orElseThrow().end();
    }

    /** Compiled and packed once, in the days of version 1.0 of the extender API; its source lies beside the package. */
    @Test
    void shouldRunWhatWasBuiltAgainstTheFirstExtenderApi() throws Exception {
        Path published = Path.of("src", "test", "published").toAbsolutePath();
        TestnetNode node = starting.join().node(SERVER);
        String trust = node.exec("publisher:trust " + published.resolve("first.key.pub"))
                .stdout();
        Matcher printed = FINGERPRINT.matcher(trust);
        assertTrue(printed.find(), trust);
        String given = " --fingerprint \"" + printed.group(1) + "\" ";
        node.json("publisher:trust --json" + given + published.resolve("first.key.pub"));
        node.json("extender:install --json --yes --grant net.accept --grant net.dial --grant event.publish "
                + published.resolve("org.example.first-1.0.0.qsx"));
        List<?> rows = (List<?>) node.json("extender:run --json org.example.first all " + node.nodeId())
                .get("rows");
        assertEquals(14, rows.size(), rows::toString);
        rows.forEach(row -> assertTrue(row.toString().endsWith(" well]"), row::toString));
    }

    private String replaced(String text, Author author) {
        return text.replace("/opt/qgate", DISTRIBUTION.toString())
                .replace("/home/you", author.home().toString())
                .replace("FINGERPRINT", fingerprint);
    }

    private void give(Step.Give give, Author author) throws IOException, InterruptedException {
        String said;
        if (give.where().equals("sh")) {
            said = author.sh(replaced(String.join("\n", give.commands()), author));
            Matcher printed = FINGERPRINT.matcher(said);
            fingerprint = printed.find() ? printed.group(1) : fingerprint;
            work.ifPresent(DevelopersShell::awaitBuild);
        } else {
            Testnet network = starting.join();
            TestnetNode node = give.where().equals("qgate") ? network.node(SERVER) : network.client();
            said = shell(give.commands(), node, network.node(SERVER).nodeId(), author);
        }
        for (String line : give.said()) {
            assertTrue(said.contains(line), () -> "no '" + line + "' in what was said:\n" + said);
        }
    }

    private String shell(List<String> commands, TestnetNode node, String server, Author author) throws IOException {
        StringBuilder said = new StringBuilder();
        for (String command : commands) {
            String given = replaced(command, author).replace("NODE", server);
            if (given.startsWith("extender:dev ")) {
                work = Optional.of(new DevelopersShell(node, given));
                continue;
            }
            NodeShell.Result result = node.exec(given);
            said.append(result.stdout()).append(result.stderr());
            assertEquals(0, result.exitCode(), () -> given + "\n" + said);
        }
        return said.toString();
    }

    /** Everything of ours that Maven has was in the sdk, byte for byte. */
    private static void assertOursComeFromTheSdk(Author author) throws IOException {
        Path sdk = DISTRIBUTION.resolve("sdk/org/qgate");
        List<Path> got;
        try (Stream<Path> files = Files.walk(author.ours())) {
            got = files.filter(file -> file.toString().matches(".*\\.(jar|pom)"))
                    .toList();
        }
        assertTrue(got.size() >= 12, got::toString);
        for (Path each : got) {
            Path there = sdk.resolve(author.ours().relativize(each));
            assertEquals(-1, Files.mismatch(there, each), each::toString);
        }
    }
}
