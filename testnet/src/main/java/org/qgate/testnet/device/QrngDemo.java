package org.qgate.testnet.device;

import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.qgate.sim.device.DeviceSettings;
import org.qgate.sim.device.Fault;
import org.qgate.sim.device.FaultKind;
import org.qgate.testnet.Progress;
import org.qgate.testnet.Testnet;
import org.qgate.testnet.TestnetException;
import org.qgate.testnet.TestnetNode;
import org.qgate.testnet.TestnetOptions;

/**
 * Shows the whole way of randomness with real processes: two simulated devices, two nodes that serve, a third that takes from
 * both, a program that asks it over HTTPS; then one device breaks.
 */
public final class QrngDemo {
    private static final int SAMPLES_PER_SECOND = 500_000;
    private static final String CLAIMS = "--provenance raw --bits 8 --min-entropy 5 --rate " + SAMPLES_PER_SECOND;
    private static final Duration LONG = Duration.ofSeconds(90);
    private static final double LEAST_ENTROPY = 4; // what ten thousand uniform samples come to at the least
    private static final int WARM_REQUESTS = 50;
    private static final String LAB = "lab";
    private static final String ATTIC = "attic";

    private final Path dir;
    private final boolean temporary;
    private final Progress progress;
    private final PrintStream out;
    private boolean allSeen = true;

    /**
     * Prepares a demonstration.
     *
     * @param temporary whether the folder goes afterwards
     */
    public QrngDemo(Path dir, boolean temporary, Progress progress, PrintStream out) {
        this.dir = dir;
        this.temporary = temporary;
        this.progress = progress;
        this.out = out;
    }

    /** Runs it; returns 0 only if all that is to be seen was seen. */
    public int run() {
        DeviceProcess lab = DeviceProcess.in(dir.resolve(LAB));
        DeviceProcess attic = DeviceProcess.in(dir.resolve(ATTIC));
        Thread stop = new Thread(
                () -> {
                    lab.stop();
                    attic.stop();
                },
                "demo-stop");
        Runtime.getRuntime().addShutdownHook(stop);
        try {
            DeviceProcess.start(
                    DeviceSettings.of(lab.folder(), 1).at(SAMPLES_PER_SECOND).withoutFifo());
            DeviceProcess.start(DeviceSettings.of(attic.folder(), 2).at(SAMPLES_PER_SECOND));
            progress.step("two simulated devices started in " + dir);
            return withNetwork(lab, attic);
        } finally {
            lab.stop();
            attic.stop();
            if (temporary) {
                delete();
            }
        }
    }

    private void delete() {
        try (Stream<Path> all = Files.walk(dir)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        } catch (IOException failed) {
            progress.step("could not remove " + dir + ": " + failed.getMessage());
        }
    }

    private int withNetwork(DeviceProcess lab, DeviceProcess attic) {
        Testnet network = Testnet.start(options(), progress);
        Thread stop = new Thread(network::stop, "demo-stop-network");
        Runtime.getRuntime().addShutdownHook(stop);
        try {
            show(network, lab, attic);
        } catch (IOException | TestnetException failed) {
            see(false, "the way to its end: " + failed.getMessage());
        } finally {
            network.stop();
        }
        see(network.nodes().stream().noneMatch(TestnetNode::alive), "a clean end: no process is left");
        if (temporary) {
            network.delete();
        }
        out.println(allSeen ? "all seen" : "SOMETHING IS MISSING");
        return allSeen ? 0 : 1;
    }

    private TestnetOptions options() {
        return TestnetOptions.defaults(dir.resolve("network"))
                .sized(4, 1)
                .with(TestnetOptions.ALL, "org.qgate.qrng", "slot_seconds", "2")
                .with(2, "org.qgate.qrng", "serve", "anyone")
                .with(3, "org.qgate.qrng", "serve", "anyone")
                .with(0, "org.qgate.local", "https_listen", "127.0.0.1:0");
    }

    private void show(Testnet network, DeviceProcess lab, DeviceProcess attic) throws IOException {
        Server first = new Server(network.node(2));
        Server second = new Server(network.node(3));
        Server taker = new Server(network.node(0));
        showDevices(first, second, lab, attic);
        showBlocks(network, first);
        showSubscriptions(taker, first, second);
        PinnedHttps door = door(taker);
        showOneAnswer(door);
        try (Applications load = new Applications(door).start()) {
            while (load.requests() < WARM_REQUESTS) {
                pause();
            }
            showFault(first, second, lab, load);
            showFailover(taker, second, load);
        }
        showBlocksOfAFailure(network, first);
        showReturn(first, lab);
    }

    private void showDevices(Server first, Server second, DeviceProcess lab, DeviceProcess attic) {
        Map<String, Object> status = lab.status();
        first.add(CLAIMS + " -o pin=" + status.get("pin") + " " + LAB + " idq " + status.get("url"));
        second.add(CLAIMS + " " + ATTIC + " device " + attic.status().get("fifo"));
        for (Server each : List.of(first, second)) {
            String name = each.equals(first) ? LAB : ATTIC;
            Map<String, Object> device = each.awaitState(name, "HEALTHY", LONG);
            see(
                    "SIMULATED".equals(device.get("provenance")),
                    "device  " + name + " on node " + each.node().index() + ": " + device.get("state") + " after "
                            + device.get("windows") + " windows, " + device.get("samples")
                            + " samples; claimed raw, labelled "
                            + device.get("provenance"));
        }
        Map<String, Object> tested =
                Server.map(first.node().json("qrng:test --json " + LAB).get("device"));
        see(!"QUARANTINED".equals(tested.get("state")), "tests   start-up tests on demand: " + tested.get("state"));
        Map<String, Object> assessed = Server.map(
                first.node().json("qrng:assess --samples 10000 --json " + LAB).get("assessment"));
        see(
                ((Number) assessed.get("assessed")).doubleValue() > LEAST_ENTROPY,
                "entropy " + assessed.get("assessed") + " bits a sample by ten estimators over "
                        + assessed.get("samples") + " samples, 5 claimed");
        first.awaitState(LAB, "HEALTHY", LONG);
    }

    private void showBlocks(Testnet network, Server server) throws IOException {
        Map<String, Object> blocks = server.await(
                "block:list --lines 1000 --json",
                "manifest",
                LONG,
                answer -> Server.count(answer, "PRIVATE-MANIFEST") > 1);
        see(
                true,
                "blocks  " + Server.list(blocks.get("blocks")).size() + " in stream "
                        + blocks.get("stream").toString().substring(0, 16) + "…");
        verify(network, server, "before");
    }

    /** By the stand-alone verifier, which knows nothing of the node. */
    private void verify(Testnet network, Server server, String when) throws IOException {
        Path file = dir.resolve("blocks-" + when);
        server.node().json("block:export --json " + file);
        Path program = network.dir().resolve("distribution").resolve("bin").resolve("qgate");
        Process process = new ProcessBuilder(program.toString(), "verify-blocks", file.toString())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes()).strip();
        try {
            see(
                    process.waitFor() == 0,
                    "verify  bin/qgate verify-blocks: "
                            + said.lines().limit(4).map(String::strip).collect(Collectors.joining("; ")));
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", stop);
        }
    }

    private void showSubscriptions(Server taker, Server first, Server second) {
        for (Server each : List.of(first, second)) {
            taker.node().json("qrng:subscribe --json " + each.node().nodeId());
        }
        Map<String, Object> both = taker.await(
                "qrng:subscribe --list --json",
                "bytes of both servers",
                LONG,
                answer -> Server.list(answer.get("subscriptions")).stream()
                                .filter(each -> Server.number(each.get("receivedBytes")) > 0)
                                .count()
                        == 2);
        for (Map<String, Object> each : Server.list(both.get("subscriptions"))) {
            see(
                    true,
                    "deliver node 0 got " + each.get("receivedBytes") + " bytes from "
                            + each.get("server").toString().substring(0, 8) + "…, " + each.get("state"));
        }
    }

    private static PinnedHttps door(Server taker) {
        Object token = taker.node().json("token:create --json demo random").get("token");
        Map<String, Object> local =
                Server.map(taker.node().json("node:status --json").get("local"));
        return new PinnedHttps(
                local.get("address").toString(), local.get("fingerprint").toString(), token.toString());
    }

    private void showOneAnswer(PinnedHttps door) throws IOException {
        HttpResponse<byte[]> answer = door.get("/v1/random/bytes?count=1024");
        see(
                answer.statusCode() == 200
                        && answer.body().length == 1024
                        && Applications.header(answer, "X-QGate-Quantum").equals("false")
                        && Applications.header(answer, "X-QGate-Provenance").equals("SIMULATED"),
                "program " + answer.body().length + " bytes over HTTPS with a token: status " + answer.statusCode()
                        + ", provenance " + Applications.header(answer, "X-QGate-Provenance") + ", quantum "
                        + Applications.header(answer, "X-QGate-Quantum"));
    }

    private void showFault(Server first, Server second, DeviceProcess lab, Applications load) {
        int before = load.requests();
        long begin = System.nanoTime();
        Map<String, Object> fault = lab.fault(Fault.of(FaultKind.STUCK), 1);
        Map<String, Object> device = first.awaitState(LAB, "QUARANTINED", LONG);
        long tookMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
        see(
                true,
                "fault   stuck from sample " + fault.get("faultHttpsSample") + " on: quarantined within " + tookMs
                        + " ms, sample " + device.get("samples") + ": " + device.get("reason"));
        List<Map<String, Object>> alerts = first.alerts(LAB);
        see(
                alerts.size() == 1,
                "alert   " + alerts.size() + " of it: "
                        + (alerts.isEmpty()
                                ? ""
                                : alerts.get(0).get("code") + " "
                                        + alerts.get(0).get("cause")));
        Map<String, Object> other = second.device(ATTIC);
        see(
                "HEALTHY".equals(other.get("state")) && second.alerts(ATTIC).isEmpty(),
                "other   " + ATTIC + " is " + other.get("state") + ", no alert; " + (load.requests() - before)
                        + " requests meanwhile");
    }

    /** Long enough for whatever the taker had in stock of the first server to be used up. */
    private void showFailover(Server taker, Server second, Applications load) {
        String id = second.node().nodeId();
        long received = received(taker, id);
        int before = load.requests();
        taker.await(
                "qrng:subscribe --list --json",
                "further bytes of the second server",
                LONG,
                answer -> received(answer, id) > received && load.requests() >= before + 2 * WARM_REQUESTS);
        load.close();
        see(
                load.failures().isEmpty(),
                "failover " + load.requests() + " requests of 4,096 bytes, "
                        + load.failures().size()
                        + " failed, the slowest took " + load.slowestMs() + " ms; " + (received(taker, id) - received)
                        + " more bytes of the second server"
                        + load.failures().stream()
                                .findFirst()
                                .map(each -> "; " + each)
                                .orElse(""));
        see(load.repeated() == 0, "once    " + load.repeated() + " pieces came twice; labels " + load.provenances());
    }

    private static long received(Server taker, String server) {
        return received(taker.node().json("qrng:subscribe --list --json"), server);
    }

    private static long received(Map<String, Object> subscriptions, String server) {
        return Server.list(subscriptions.get("subscriptions")).stream()
                .filter(each -> each.get("server").toString().equals(server))
                .mapToLong(each -> Server.number(each.get("receivedBytes")))
                .sum();
    }

    private void showBlocksOfAFailure(Testnet network, Server server) throws IOException {
        Map<String, Object> blocks = server.await(
                "block:list --lines 1000 --json",
                "FAILURE block",
                LONG,
                answer -> Server.count(answer, "FAILURE") > 0 && Server.count(answer, "RECALL") > 0);
        long recalled = Server.list(blocks.get("blocks")).stream()
                .filter(each -> Boolean.TRUE.equals(each.get("recalled")))
                .count();
        see(
                true,
                "failure " + Server.count(blocks, "FAILURE") + " FAILURE and " + Server.count(blocks, "RECALL")
                        + " RECALL among " + Server.list(blocks.get("blocks")).size() + " blocks, " + recalled
                        + " recalled");
        verify(network, server, "after");
    }

    /** What was read ahead of a stuck device is stuck too, and has to be tested away first. */
    private void showReturn(Server first, DeviceProcess lab) {
        lab.fault(Fault.NONE, 1);
        int[] releases = {0};
        Map<String, Object> answer = first.await(
                "qrng:info --json " + LAB, LAB + " HEALTHY again", LONG, now -> returned(first, now, releases));
        see(
                true,
                "return  healed and released: "
                        + Server.map(answer.get("device")).get("state") + " after new start-up tests, released "
                        + releases[0] + " times");
    }

    private static boolean returned(Server first, Map<String, Object> answer, int[] releases) {
        Object state = Server.map(answer.get("device")).get("state");
        if ("QUARANTINED".equals(state)) {
            releases[0]++;
            first.node().json("qrng:release --json " + LAB);
        }
        return "HEALTHY".equals(state);
    }

    private void see(boolean seen, String line) {
        allSeen &= seen;
        out.println((seen ? "ok    " : "FAIL  ") + line);
        out.flush();
    }

    private static void pause() {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
}
