package org.qgate.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.qgate.api.crypto.Crypto;
import org.qgate.base.internal.work.SystemClock;
import org.qgate.bench.peer.Programs;
import org.qgate.crypto.internal.CryptoProvider;
import org.qgate.qrng.internal.condition.Conditioning;
import org.qgate.qrng.internal.condition.HashFunction;
import org.qgate.sim.SimDisk;
import org.qgate.testnet.Progress;
import org.qgate.testnet.cli.HelpOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench qrng}: what a byte of randomness costs, from the sample to another node. */
@Command(
        name = "qrng",
        description =
                "MB of 8-bit samples a CPU-second through health tests, conditioning and Hash_DRBG, beside openssl"
                        + " speed for the hash; what the random source costs beside the operating system's; MB a second from"
                        + " samples to another node's pool, both in this process, over TCP on 127.0.0.1.")
final class QrngCommand implements Callable<Integer> {
    private static final Progress PROGRESS = System.err::println;
    private static final long NS = 500_000_000;
    private static final long WALL_NS = 2_000_000_000L;
    private static final double NEEDED_MB = 937.5;
    private static final double INGEST = 200;
    private static final double OF_OPENSSL = 0.8;
    private static final double MOST_OF_SYSTEM = 1.3;

    @Mixin
    private HelpOption help;

    @Option(names = "--json", description = "Prints one document and nothing else.")
    private boolean json;

    @Option(
            names = "--runs",
            paramLabel = "N",
            defaultValue = "5",
            description = "How often each is measured, in turn; default ${DEFAULT-VALUE}.")
    private int runs;

    private final Crypto crypto = CryptoProvider.tested(new SimDisk(), new SystemClock());

    @Override
    public Integer call() throws Exception {
        Result result = new Result("qrng");
        hashes(result);
        source(result);
        samples(result);
        delivery(result);
        return result.print(json);
    }

    /** Inputs as long as the conditioner's, and long ones; ours and OpenSSL's in turn. */
    private void hashes(Result result) throws Exception {
        if (Programs.find("openssl").isEmpty()) {
            result.notMeasured("openssl is not installed, with which the hash is compared");
            return;
        }
        for (HashFunction hash : HashFunction.values()) {
            String name = hash == HashFunction.SHA_512 ? "sha512" : "sha256";
            int[] lengths = hash == HashFunction.SHA_512 ? new int[] {111, 1_007, 65_536} : new int[] {1_015, 65_536};
            for (int length : lengths) {
                Samples ours = new Samples();
                Samples theirs = new Samples();
                Samples ratios = new Samples();
                hashed(hash, length, 2 * NS);
                for (int run = 0; run < runs; run++) {
                    double mine = hashed(hash, length, NS);
                    double peer = OpenSslSpeed.of(name, length);
                    ours.add(mine);
                    theirs.add(peer);
                    ratios.add(mine / peer);
                }
                String figure = name + "x" + length;
                PROGRESS.step(figure + ": " + ours.median() + " MB/CPU-s, OpenSSL " + theirs.median());
                result.figure(figure, "MB a CPU-second, inputs of " + length + " bytes", ours);
                result.peerFigure("openssl", figure, "MB a CPU-second", theirs);
                result.ratio("openssl", figure, ratios);
                result.atLeast(figure + ", of OpenSSL's speed", OF_OPENSSL, ratios.median());
            }
        }
    }

    private double hashed(HashFunction hash, int length, long ns) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        byte[] in = new byte[Math.max(length, 1 << 16)];
        byte[] out = new byte[hash.bytes()];
        long bytes = 0;
        long before = threads.getCurrentThreadCpuTime();
        long spent = 0;
        while (spent < ns) {
            for (int at = 0; at + length <= in.length; at += length, bytes += length) {
                hash.digest(crypto.hashes(), in, at, length, out, 0);
            }
            spent = threads.getCurrentThreadCpuTime() - before;
        }
        return bytes * 1e3 / spent;
    }

    /** The random source of a node, without and with what it mixes in. */
    private void source(Result result) throws Exception {
        SecureRandom system = SecureRandom.getInstance("NativePRNGNonBlocking");
        for (int length : new int[] {16, 4_096}) {
            byte[] whole = new byte[length];
            Samples ratios = new Samples();
            Samples mixed = new Samples();
            CpuClock clock = new CpuClock(1);
            for (int run = 0; run < runs; run++) {
                double alone = clock.time(index -> system.nextBytes(whole)).median();
                double both = clock.time(index -> crypto.random().fill(whole, 0, length))
                        .median();
                mixed.add(both);
                ratios.add(both / alone);
            }
            result.figure("random" + length, "ns of CPU time, " + length + " bytes of the random source", mixed);
            result.ratio("system", "random" + length, ratios);
            result.atMost(
                    "the random source, " + length + " bytes, times the operating system's alone",
                    MOST_OF_SYSTEM,
                    ratios.median());
        }
    }

    private void samples(Result result) {
        Map<String, RandomWork> works = new LinkedHashMap<>();
        works.put("tests", RandomWork.testing());
        works.put("testsSha512", RandomWork.conditioning(crypto, Conditioning.DENSE));
        works.put("testsSha256Long", RandomWork.conditioning(crypto, Conditioning.LONG_SHA_256));
        works.put("allSha512", RandomWork.refining(crypto, Conditioning.DENSE));
        works.put("allSha512Long", RandomWork.refining(crypto, Conditioning.LONG_SHA_512));
        works.put("allSha256Long", RandomWork.refining(crypto, Conditioning.LONG_SHA_256));
        Map<String, Samples> rates = new LinkedHashMap<>();
        works.forEach((name, work) -> {
            work.megabytes(2 * NS);
            rates.put(name, new Samples());
        });
        for (int run = 0; run < runs; run++) {
            works.forEach((name, work) -> rates.get(name).add(work.megabytes(NS)));
        }
        rates.forEach((name, rate) -> {
            PROGRESS.step(name + ": " + rate);
            result.figure(name, "MB of samples a CPU-second", rate);
            result.fact(name + "Cores7500Mbps", Samples.rounded(NEEDED_MB / rate.median()));
        });
        result.atLeast(
                "health tests, MB a CPU-second", 1_500, rates.get("tests").median());
        result.atLeast(
                "tests and conditioning by SHA-512, MB a CPU-second",
                450,
                rates.get("testsSha512").median());
        result.atLeast(
                "tests and conditioning by SHA-256 over long inputs, MB a CPU-second",
                600,
                rates.get("testsSha256Long").median());
    }

    /** Samples of a device to bytes of another node's application: as a device of 7.5 Gb/s is treated, and a slower one. */
    private void delivery(Result result) throws IOException {
        Conditioning fast = Conditioning.DENSE.at(RandomDevice.spec().samplesPerSecond());
        try (RandomDelivery ready = RandomDelivery.ofReadyBytes();
                RandomDelivery whole = RandomDelivery.ofSamples(fast);
                RandomDelivery dense = RandomDelivery.ofSamples(Conditioning.DENSE)) {
            Map<String, RandomDelivery> all = new LinkedHashMap<>();
            all.put("Ready", ready);
            all.put("Fast", whole);
            all.put("Dense", dense);
            Map<String, Samples> rates = new LinkedHashMap<>();
            for (Map.Entry<String, RandomDelivery> each : all.entrySet()) {
                each.getValue().megabytes(WALL_NS);
                rates.put(each.getKey(), new Samples());
            }
            for (int run = 0; run < runs; run++) {
                all.forEach((name, delivery) -> rates.get(name).add(delivery.megabytes(WALL_NS)));
            }
            rates.forEach((name, rate) -> {
                PROGRESS.step("delivered" + name + ": " + rate);
                result.figure("delivered" + name, "MB a second that an application of another node got", rate);
            });
            Samples ingested = rates.get("Fast").times(whole.samplesPerByte());
            result.figure("ingestedFast", "MB of samples a second of which those were made", ingested);
            result.figure(
                    "ingestedDense",
                    "MB of samples a second of which those were made",
                    rates.get("Dense").times(dense.samplesPerByte()));
            result.atLeast("ingest to subscriber, MB of samples a second", INGEST, ingested.median());
            result.atLeast(
                    "delivery of ready bytes, MB a second",
                    INGEST,
                    rates.get("Ready").median());
        }
    }
}
