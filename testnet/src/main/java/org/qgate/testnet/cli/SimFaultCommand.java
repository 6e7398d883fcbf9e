package org.qgate.testnet.cli;

import java.util.concurrent.Callable;
import org.qgate.sim.device.Fault;
import org.qgate.sim.device.FaultKind;
import org.qgate.testnet.TestnetException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code qrng-sim fault}. */
@Command(
        name = "fault",
        description = "Lets a fault begin, in place of another, and says at which sample; 'none' heals.",
        footerHeading = "%nFaults:%n",
        footer = {
            "  none              heals",
            "  stuck             one value for ever",
            "  biased [P]        a sample is 0 with probability P (0.5), otherwise uniform",
            "  drifting [P]      as biased, growing to P (0.5) within ten seconds' worth of samples",
            "  periodic [N]      the first N (512) samples from its begin on, again and again",
            "  duplicate [N]     each block of N (4096) samples comes twice",
            "  slow [RATE]       RATE (100) samples a second",
            "  truncated         answers over HTTPS break off in the middle, the FIFO falls silent",
            "  serial            another serial number",
            "  firmware          another version of the firmware"
        })
final class SimFaultCommand implements Callable<Integer> {
    @Mixin
    private HelpOption help;

    @Parameters(index = "0", paramLabel = "FAULT", description = "Which.")
    private String kind;

    @Parameters(index = "1", arity = "0..1", paramLabel = "VALUE", description = "How much; see below.")
    private Double value;

    @Option(
            names = "--at-multiple",
            paramLabel = "N",
            defaultValue = "1",
            description = "It begins at the next multiple of N samples; at once by default.")
    private int align;

    @Mixin
    private DeviceOption device;

    @Override
    public Integer call() {
        DeviceConsole.print(device, device.device().fault(fault(), align));
        return 0;
    }

    private Fault fault() {
        try {
            FaultKind known = FaultKind.of(kind);
            if (value != null && !known.takesValue()) {
                throw new IllegalArgumentException(kind + " takes no value");
            }
            return value == null ? Fault.of(known) : new Fault(known, value);
        } catch (IllegalArgumentException refused) {
            throw new TestnetException(refused.getMessage(), false, refused);
        }
    }
}
