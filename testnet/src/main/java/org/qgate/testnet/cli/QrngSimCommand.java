package org.qgate.testnet.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code qrng-sim}: only its sub-commands do something. */
@Command(
        name = "qrng-sim",
        description =
                "Simulated quantum random number generators: an appliance over HTTPS and a FIFO, with faults on command.",
        subcommands = {SimStartCommand.class, SimStatusCommand.class, SimFaultCommand.class, SimStopCommand.class})
final class QrngSimCommand implements Runnable {
    @Mixin
    private HelpOption help;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "start, status, fault or stop?");
    }
}
