package org.qgate.testnet.cli;

import picocli.CommandLine.Option;

/** The option that every command knows. */
public final class HelpOption {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this and ends.")
    private boolean help;
}
