package org.qgate.testnet.update;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.qgate.sim.device.DeviceSettings;
import org.qgate.sim.device.Fault;
import org.qgate.sim.device.FaultKind;
import org.qgate.testnet.TestnetNode;
import org.qgate.testnet.device.DeviceProcess;

/**
 * Randomness on real nodes: node 1 and node 2 have devices and serve node 3; programs ask node 1 and node 3 over HTTPS
 * meanwhile, and none of their requests may fail.
 */
@ExtendWith(UpdateNetwork.Shared.class)
@Timeout(300)
final class RandomnessIT {
    private static final long LOOK_NS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(60);
    /** Samples a second of a device that feeds the load. */
    private static final int RATE = 3_000_000;

    private static final int PIECES = 600_000;
    private static final int PIECE = 20_000;

    private final UpdateNetwork network;
    private final TestnetNode first;
    private final TestnetNode second;
    private final TestnetNode subscriber;

    @TempDir
    private Path folder;

    RandomnessIT(UpdateNetwork network) {
        this.network = network;
        first = network.nodes().node(1);
        second = network.nodes().node(2);
        subscriber = network.nodes().node(3);
    }

    private static void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE_NS;
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, () -> "in vain: " + what);
            LockSupport.parkNanos(LOOK_NS);
        }
    }

    private static Map<?, ?> device(TestnetNode node, String name) {
        return (Map<?, ?>) node.json("qrng:info --json " + name).get("device");
    }

    private static void awaitState(TestnetNode node, String name, String state) {
        await(name + " " + state, () -> device(node, name).get("state").equals(state));
    }

    private static List<?> subscriptions(TestnetNode node) {
        return (List<?>) node.json("qrng:subscribe --list --json").get("subscriptions");
    }

    @Test
    void shouldBeReplacedUnderLoadWithoutErrorAndWithoutGivingAByteTwice() throws Exception {
        DeviceProcess one = feed(first, 21);
        DeviceProcess two = feed(second, 22);
        try {
            subscribe();
            updateUnderLoad();
        } finally {
            one.stop();
            two.stop();
        }
    }

    private DeviceProcess feed(TestnetNode node, long seed) {
        DeviceProcess device = DeviceProcess.start(
                DeviceSettings.of(folder.resolve("feed-" + seed), seed).at(RATE));
        node.json("qrng:add --json --provenance raw --min-entropy 7.5 --rate " + RATE + " feed device "
                + device.status().get("fifo"));
        awaitState(node, "feed", "HEALTHY");
        return device;
    }

    private void subscribe() {
        subscriber.json("qrng:subscribe --json " + first.nodeId());
        subscriber.json("qrng:subscribe --json " + second.nodeId());
        await("bytes of both", () -> subscriptions(subscriber).stream()
                .allMatch(each -> ((Number) ((Map<?, ?>) each).get("receivedBytes")).longValue() > 0));
    }

    private void updateUnderLoad() throws Exception {
        LocalDoor near = new LocalDoor(first, "near", "random");
        LocalDoor far = new LocalDoor(subscriber, "far", "random");
        List<Drinker> drinkers = List.of(
                new Drinker(near, PIECES, "near-long"),
                new Drinker(near, PIECE, "near-short"),
                new Drinker(far, PIECES, "far-long"),
                new Drinker(far, PIECE, "far-short"));
        try {
            for (TestnetNode node : List.of(first, subscriber, first)) {
                replace(node);
                drinkers.forEach(RandomnessIT::awaitMore);
            }
        } finally {
            drinkers.forEach(Drinker::close);
        }
        subscriber.json("qrng:subscribe --json --remove " + first.nodeId());
        subscriber.json("qrng:subscribe --json --remove " + second.nodeId());
        first.json("qrng:remove --json feed");
        second.json("qrng:remove --json feed");
        check(drinkers);
    }

    private void replace(TestnetNode node) throws Exception {
        Path file = network.packages().later("qrng");
        Map<?, ?> entry = (Map<?, ?>) node.json("node:update --json " + file).get("update");
        assertEquals("PROBATION", entry.get("outcome"), entry::toString);
    }

    private static void awaitMore(Drinker drinker) {
        int before = drinker.answers();
        await(
                "answers go on",
                () -> drinker.answers() > before + 2 || !drinker.failures().isEmpty());
    }

    private static void check(List<Drinker> drinkers) {
        List<byte[]> all = new ArrayList<>();
        for (Drinker each : drinkers) {
            assertEquals(List.of(), each.failures());
            all.addAll(each.got());
        }
        long bytes = all.stream().mapToLong(each -> each.length).sum();
        System.out.println("qrng replaced three times: " + all.size() + " answers, " + bytes + " bytes; longest wait "
                + drinkers.stream().map(Drinker::longestMs).toList() + " ms");
        assertEquals(Optional.empty(), Repeats.find(all));
    }

    @Test
    void shouldQuarantineOneOfTwoDevicesAndLoseNoRequest() throws Exception {
        DeviceProcess bad = DeviceProcess.start(
                DeviceSettings.of(folder.resolve("bad"), 11).at(200_000).withoutFifo());
        DeviceProcess good = DeviceProcess.start(
                DeviceSettings.of(folder.resolve("good"), 12).at(200_000).withoutFifo());
        try {
            add("bad", bad);
            add("good", good);
            LocalDoor door = new LocalDoor(first, "fault", "random");
            Drinker drinker = new Drinker(door, 4_000, "fault");
            try (drinker) {
                awaitMore(drinker);
                bad.fault(Fault.of(FaultKind.STUCK), 1);
                awaitState(first, "bad", "QUARANTINED");
                awaitMore(drinker);
            }
            assertEquals(List.of(), drinker.failures());
            System.out.println(
                    "failover: " + drinker.answers() + " answers, longest wait " + drinker.longestMs() + " ms");
            assertEquals("HEALTHY", device(first, "good").get("state"));
            checkAlert();
            checkLabels(door);
            checkBlocks();
            checkNumbers();
        } finally {
            first.exec("qrng:remove bad");
            first.exec("qrng:remove good");
            bad.stop();
            good.stop();
        }
    }

    private void add(String name, DeviceProcess device) {
        Map<String, Object> status = device.status();
        first.json("qrng:add --json --provenance raw --min-entropy 7 --rate 200000 --option pin=" + status.get("pin")
                + " " + name + " idq " + status.get("url"));
        awaitState(first, name, "HEALTHY");
        assertEquals("SIMULATED", device(first, name).get("provenance"), "a simulator is never called a device");
    }

    private void checkAlert() {
        List<?> alerts = (List<?>) first.json("qrng:alerts --json").get("alerts");
        List<Map<?, ?>> raised = new ArrayList<>();
        for (Object each : alerts) {
            Map<?, ?> alert = (Map<?, ?>) each;
            if (List.of("bad", "good").contains(alert.get("device"))) {
                raised.add(alert);
            }
        }
        assertEquals(1, raised.size(), alerts::toString);
        assertEquals("bad", raised.get(0).get("device"));
        assertEquals("QG-QRN-0010", raised.get(0).get("code"));
        String chart = first.exec("qrng:info bad").stdout();
        assertTrue(chart.contains("QUARANTINED"), chart);
    }

    private static void checkLabels(LocalDoor door) throws Exception {
        var answer = door.get("/v1/random/bytes?count=64");
        assertEquals("false", answer.headers().firstValue("X-QGate-Quantum").orElseThrow());
        assertEquals(
                "SIMULATED", answer.headers().firstValue("X-QGate-Provenance").orElseThrow());
    }

    private void checkBlocks() throws Exception {
        await("blocks about the failure", () -> kinds().containsAll(List.of("FAILURE", "RECALL")));
        Map<?, ?> check = (Map<?, ?>) first.json("block:verify --json").get("check");
        assertEquals(true, check.get("sound"), check::toString);
        Path file = folder.resolve("blocks");
        first.json("block:export --json " + file.toAbsolutePath());
        assertEquals(0, verify(file), "verify-blocks of what was exported");
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
        assertTrue(verify(file) != 0, "verify-blocks of a file with one bit changed");
    }

    private List<?> kinds() {
        return ((List<?>) first.json("block:list --lines 1000 --json").get("blocks"))
                .stream().map(each -> ((Map<?, ?>) each).get("kind")).toList();
    }

    private int verify(Path file) throws Exception {
        Path script = network.nodes().dir().resolve("distribution/bin/qgate");
        ProcessBuilder builder = new ProcessBuilder(script.toString(), "verify-blocks", file.toString());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = builder.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int exit = process.waitFor();
        System.out.println("verify-blocks: " + exit + " " + said.strip());
        return exit;
    }

    private void checkNumbers() throws Exception {
        String text = new String(
                new LocalDoor(first, "numbers", "metrics").get("/metrics").body(), StandardCharsets.UTF_8);
        assertTrue(text.contains("qgate_qrng_pool_bytes "), text);
        assertTrue(text.contains("device=\"bad\""), text);
    }
}
