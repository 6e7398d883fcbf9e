package org.qgate.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.qgate.common.json.Json;
import org.qgate.testnet.Progress;
import org.qgate.testnet.cli.HelpOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench store}: the store over a real vault, in turn with RocksDB and H2's MVStore. */
@Command(
        name = "store",
        description = "Durable puts and gets of the local store, in turn with RocksDB and MVStore, which encrypt"
                + " nothing; what opening takes.")
final class StoreCommand implements Callable<Integer> {
    private static final Progress PROGRESS = System.err::println;
    private static final double MILLION = 1e6;
    private static final double OPENING_SECONDS = 60;

    @Mixin
    private HelpOption help;

    @Option(names = "--json", description = "Prints one document and nothing else.")
    private boolean json;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "5",
            description = "Rounds of each comparison; default ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(
            names = "--round-ms",
            paramLabel = "N",
            defaultValue = "1500",
            description = "How long one engine is loaded at a time; default ${DEFAULT-VALUE}.")
    private int roundMs;

    @Option(
            names = "--open",
            paramLabel = "N",
            defaultValue = "1000000",
            description = "Records in the store that is opened; default ${DEFAULT-VALUE}. The bound speaks of 10000000,"
                    + " which need 4 GB of disk and some minutes.")
    private long opened;

    @Option(
            names = "--only",
            paramLabel = "PART",
            description = "puts, gets or open; more than once for several. Default: all.")
    private List<String> only = List.of();

    /** How much is measured. */
    record Extent(int rounds, Duration round) {}

    private Result result;

    @Override
    public Integer call() throws Exception {
        result = new Result("store");
        Extent extent = new Extent(Math.max(1, rounds), Duration.ofMillis(Math.max(50, roundMs)));
        Path dir = Files.createTempDirectory("qgate-bench-");
        Thread clean = new Thread(() -> remove(dir), "bench-stop"); // Ctrl-C leaves nothing behind
        Runtime.getRuntime().addShutdownHook(clean);
        if (wanted("puts")) {
            new StorePuts(extent, PROGRESS, result).measure(Files.createDirectories(dir.resolve("puts")));
        }
        if (wanted("gets")) {
            new StoreGets(extent, PROGRESS, result).measure(dir);
        }
        if (wanted("open")) {
            opening(dir);
        }
        return result.print(json);
    }

    private boolean wanted(String part) {
        return only.isEmpty() || only.contains(part);
    }

    private static void remove(Path dir) {
        try {
            Tool.run("rm", "-rf", dir.toString());
        } catch (IOException failed) {
            System.err.println("could not remove " + dir + ": " + failed.getMessage());
        }
    }

    private void opening(Path dir) throws IOException {
        Path folder = dir.resolve("opened");
        child("fill", folder);
        Map<?, ?> found = (Map<?, ?>) Json.read(child("open", folder));
        double records = number(found, "records");
        double seconds = number(found, "seconds");
        result.fact("openedRecords", opened);
        result.fact("openingSeconds", Samples.rounded(seconds));
        result.fact("openingCpuSeconds", Samples.rounded(number(found, "cpuSeconds")));
        result.fact("openingFooters", found.get("footers"));
        result.fact("openingScanned", found.get("scanned"));
        result.fact("openingReadMB", Math.round(number(found, "readBytes") / MILLION));
        result.fact("diskMBPerMillion", Math.round(number(found, "diskBytes") / records));
        result.fact("indexBytesPerRecord", Samples.rounded(number(found, "indexBytes") / records));
        double grown = number(found, "resident") - number(found, "residentBefore");
        result.fact("residentMBPerMillion", Math.round(grown / records));
        result.fact("residentPeakMB", Math.round(number(found, "residentPeak") / MILLION));
        result.atMost("opening " + opened + " records <= 60 s", OPENING_SECONDS, seconds);
        result.atMost("segments read whole at opening <= 1", 1, number(found, "scanned"));
        result.bound(
                "footers read = all other segments",
                number(found, "footers"),
                number(found, "footers") == number(found, "segments") - 1);
    }

    private static double number(Map<?, ?> found, String name) {
        return ((Number) found.get(name)).doubleValue();
    }

    private String child(String verb, Path folder) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx512m",
                "-XX:MaxDirectMemorySize=" + 2 * StoreOpening.INDEX_BUDGET,
                "-cp",
                System.getProperty("java.class.path"),
                StoreOpening.class.getName()));
        command.addAll(List.of(verb, folder.toString(), Long.toString(opened)));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (InputStream out = process.getInputStream()) {
            ByteArrayOutputStream said = new ByteArrayOutputStream();
            out.transferTo(said);
            int code = process.waitFor();
            if (code != 0) {
                throw new IOException("the process that should " + verb + " the store ended with " + code);
            }
            return said.toString(StandardCharsets.UTF_8);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", stop);
        } finally {
            process.destroyForcibly();
        }
    }
}
