package org.qgate.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.function.Supplier;
import org.qgate.api.crypto.Crypto;
import org.qgate.api.qrng.Provenance;
import org.qgate.api.qrng.SourceIdentity;
import org.qgate.base.internal.work.SystemClock;
import org.qgate.qrng.internal.condition.Conditioner;
import org.qgate.qrng.internal.condition.Conditioning;
import org.qgate.qrng.internal.condition.DegradedBytes;
import org.qgate.qrng.internal.condition.XorRefinery;
import org.qgate.qrng.internal.flow.Batch;
import org.qgate.qrng.internal.flow.RawWindow;
import org.qgate.qrng.internal.flow.WindowVerdict;
import org.qgate.qrng.internal.health.StandardTests;

/** What a node does with a window of samples, from its tests on; timed by the CPU time of this thread. */
final class RandomWork {
    private static final double YEARS = 10;
    private static final double MEGA = 1e6;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final RandomDevice device;
    private final Step step;

    /** What is done with a window. */
    @FunctionalInterface
    private interface Step {
        void apply(RawWindow window);
    }

    private RandomWork(long seed, Step step) {
        device = new RandomDevice(seed);
        this.step = step;
    }

    static StandardTests tests() {
        return new StandardTests(RandomDevice.spec(), YEARS, new byte[16]);
    }

    private static WindowVerdict clean(WindowVerdict verdict) {
        if (!verdict.clean()) {
            throw new IllegalStateException("sound samples were found bad: " + verdict.findings());
        }
        return verdict;
    }

    /** The tests alone. */
    static RandomWork testing() {
        StandardTests tests = tests();
        return new RandomWork(1, window -> clean(tests.judge(window)));
    }

    /** Tests, then the conditioner. */
    static RandomWork conditioning(Crypto crypto, Conditioning setting) {
        StandardTests tests = tests();
        Conditioner conditioner = new Conditioner(setting);
        return new RandomWork(2, window -> {
            clean(tests.judge(window));
            made(conditioner.condition(crypto.hashes(), window.samples(), RandomDevice.CREDIT).length);
        });
    }

    /** Tests, conditioner, Hash_DRBG, the digest in the label: all that is done before bytes lie ready. */
    static RandomWork refining(Crypto crypto, Conditioning setting) {
        StandardTests tests = tests();
        XorRefinery refinery = refinery(() -> crypto, setting);
        return new RandomWork(
                3, window -> made(refine(tests, refinery, window).get(0).bytes().length));
    }

    static XorRefinery refinery(Supplier<Crypto> crypto, Conditioning setting) {
        return new XorRefinery(setting, crypto, () -> "", new DegradedBytes(crypto, new SystemClock()));
    }

    static List<Batch> refine(StandardTests tests, XorRefinery refinery, RawWindow window) {
        return refinery.refine(
                window, clean(tests.judge(window)), SourceIdentity.UNKNOWN, Provenance.SIMULATED, RandomDevice.CREDIT);
    }

    private static void made(int bytes) {
        if (bytes == 0) {
            throw new IllegalStateException("nothing was made: the benchmark is wrong");
        }
    }

    /** Returns MB of samples a CPU-second; making the samples is not counted. */
    double megabytes(long atLeastNs) {
        long spent = 0;
        long windows = 0;
        while (spent < atLeastNs) {
            RawWindow window = device.next();
            long before = THREADS.getCurrentThreadCpuTime();
            step.apply(window);
            spent += THREADS.getCurrentThreadCpuTime() - before;
            windows++;
        }
        return windows * RandomDevice.WINDOW / MEGA / (spent / 1e9);
    }
}
