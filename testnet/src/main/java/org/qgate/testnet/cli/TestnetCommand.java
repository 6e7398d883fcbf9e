package org.qgate.testnet.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code testnet}: only its sub-commands do something. */
@Command(
        name = "testnet",
        description = "Starts, shows, drives and stops a network of real nodes on this machine.",
        subcommands = {StartCommand.class, StatusCommand.class, StopCommand.class, ExecCommand.class})
final class TestnetCommand implements Runnable {
    @Mixin
    private HelpOption help;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "start, status, stop or exec?");
    }
}
