package org.qgate.bench;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.qgate.api.qrng.Assessment;
import org.qgate.qrng.internal.assess.ClaimCheck;
import org.qgate.testnet.cli.HelpOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bench random-output}: bytes for programs that test randomness; docs/reports/randomness.sh runs them. */
@Command(
        name = "random-output",
        description =
                "Writes what the node makes of a SIMULATED, biased device: tested, assessed, conditioned, combined"
                        + " with Hash_DRBG. Bytes go to standard output, words to standard error. Not for keys.")
final class RandomOutputCommand implements Callable<Integer> {
    private static final long MIB = 1 << 20;
    private static final int MOST = 1 << 20;

    @Mixin
    private HelpOption help;

    @Option(
            names = "--mib",
            paramLabel = "N",
            defaultValue = "1024",
            description = "MiB to write, 1 to 1048576; default ${DEFAULT-VALUE}.")
    private int mib;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Of the simulated device; default ${DEFAULT-VALUE}.")
    private long seed;

    @Option(names = "--raw", description = "The device's samples as they are, untested.")
    private boolean raw;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (mib < 1 || mib > MOST) {
            throw new ParameterException(spec.commandLine(), "--mib: a number from 1 to " + MOST);
        }
        PrintStream words = System.err;
        SimulatedOutput output = new SimulatedOutput(seed);
        try (OutputStream to = new FileOutputStream(FileDescriptor.out)) {
            if (raw) {
                output.raw(to, mib * MIB);
                words.println("SIMULATED device, seed " + seed + ": " + mib + " MiB of samples as they are");
            } else {
                ClaimCheck check = assess(output, words);
                output.refined(to, mib * MIB, check);
                words.println("SIMULATED device, seed " + seed + ": " + mib + " MiB of " + output.windows()
                        + " windows, none refused");
            }
        }
        return 0;
    }

    private static ClaimCheck assess(SimulatedOutput output, PrintStream words) {
        Assessment assessment = output.assess();
        for (Assessment.Estimate each : assessment.estimates()) {
            words.printf(
                    Locale.ROOT,
                    "%-7s %-20s %-12s %.6f%n",
                    each.section(),
                    each.name(),
                    each.overBits() ? "over bits" : "over samples",
                    each.minEntropy());
        }
        ClaimCheck check = ClaimCheck.of(SimulatedOutput.claim(), assessment);
        words.printf(
                Locale.ROOT,
                "assessed %d samples; %s; credited %.4f%n",
                assessment.samples(),
                check.sentence(),
                check.credited());
        return check;
    }
}
