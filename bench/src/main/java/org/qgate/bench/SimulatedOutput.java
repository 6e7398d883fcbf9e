package org.qgate.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import org.qgate.api.base.Clock;
import org.qgate.api.crypto.Crypto;
import org.qgate.api.qrng.Assessment;
import org.qgate.api.qrng.Provenance;
import org.qgate.api.qrng.SourceIdentity;
import org.qgate.api.qrng.SourceSpec;
import org.qgate.crypto.internal.CryptoProvider;
import org.qgate.qrng.internal.assess.ClaimCheck;
import org.qgate.qrng.internal.assess.NonIid;
import org.qgate.qrng.internal.condition.Conditioning;
import org.qgate.qrng.internal.condition.DegradedBytes;
import org.qgate.qrng.internal.condition.XorRefinery;
import org.qgate.qrng.internal.flow.Batch;
import org.qgate.qrng.internal.flow.RawWindow;
import org.qgate.qrng.internal.flow.WindowVerdict;
import org.qgate.qrng.internal.health.StandardTests;
import org.qgate.sim.SimDisk;
import org.qgate.sim.device.Fault;
import org.qgate.sim.device.FaultKind;
import org.qgate.sim.device.Signal;

/**
 * What applications would get of a simulated device that is biased: the node's own tests, assessment, conditioning and construction,
 * without its threads and its store.
 */
final class SimulatedOutput {
    /** A sample is 0 with this probability, and uniform otherwise. */
    private static final double BIAS = 1 / 128.0;

    private static final int BITS = 8;
    private static final int SAMPLES_A_SECOND = 1_000_000;
    private static final int WINDOW = 1 << 17;
    private static final double YEARS = 10;
    private static final int KEY = 16;

    private final Signal signal;
    private final Clock clock = new WallClock();
    private final Crypto crypto = CryptoProvider.tested(new SimDisk(), clock);
    private long windows;

    SimulatedOutput(long seed) {
        signal = new Signal(seed, BITS, SAMPLES_A_SECOND);
        signal.begin(new Fault(FaultKind.BIASED, BIAS), 1);
    }

    /** Returns the min-entropy that a sample has by its making, bits. */
    static double claim() {
        double likeliest = BIAS + (1 - BIAS) / (1 << BITS);
        return -Math.log(likeliest) / Math.log(2);
    }

    /** Estimates the min-entropy of a million samples, which are not used. */
    Assessment assess() {
        return NonIid.assess(samples(NonIid.MOST), BITS, clock.wallMs(), () -> false, percent -> {});
    }

    private byte[] samples(int count) {
        byte[] samples = new byte[count];
        signal.fill(samples, 0, count);
        return samples;
    }

    /** Writes samples as the device gives them. */
    void raw(OutputStream to, long bytes) throws IOException {
        for (long left = bytes; left > 0; left -= WINDOW) {
            to.write(samples(WINDOW), 0, (int) Math.min(left, WINDOW));
        }
    }

    /** Writes conditioned bytes. */
    void refined(OutputStream to, long bytes, ClaimCheck credit) throws IOException {
        StandardTests tests = new StandardTests(spec(), YEARS, crypto.random().bytes(KEY));
        XorRefinery refinery =
                new XorRefinery(Conditioning.DENSE, () -> crypto, () -> "", new DegradedBytes(() -> crypto, clock));
        SourceIdentity identity = new SourceIdentity("QGate", "simulator", "1", "1", true);
        long left = bytes;
        while (left > 0) {
            long now = clock.wallMs();
            RawWindow window = new RawWindow(spec().name(), windows++, samples(WINDOW), now, now);
            WindowVerdict verdict = tests.judge(window);
            if (!verdict.clean()) {
                throw new IOException("window " + window.number() + ": " + verdict.findings());
            }
            for (Batch batch : refinery.refine(window, verdict, identity, Provenance.SIMULATED, credit.credited())) {
                int length = (int) Math.min(left, batch.bytes().length);
                to.write(batch.bytes(), 0, length);
                left -= length;
            }
        }
    }

    private static SourceSpec spec() {
        return new SourceSpec(
                "simulated", "simulator", "none", Provenance.SIMULATED, BITS, claim(), SAMPLES_A_SECOND, Map.of());
    }

    /** Returns how many windows of samples were read. */
    long windows() {
        return windows;
    }
}
