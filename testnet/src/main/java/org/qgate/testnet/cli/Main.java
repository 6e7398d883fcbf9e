package org.qgate.testnet.cli;

import org.qgate.testnet.TestnetException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;

/** The program behind {@code ./qgate testnet}, {@code demo} and {@code qrng-sim}. */
@Command(
        name = "./qgate",
        description = "Networks of real nodes on this machine.",
        subcommands = {TestnetCommand.class, DemoCommand.class, QrngSimCommand.class})
public final class Main {
    @Mixin
    private HelpOption help;

    static final int USAGE = 64;

    private Main() {}

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        System.exit(run(new Main(), arguments));
    }

    /** Runs a command tree by the house's rules on exit codes and streams. */
    public static int run(Object root, String... arguments) {
        CommandLine line = new CommandLine(root);
        CommandLine.IParameterExceptionHandler usage = (failure, ignored) -> {
            System.err.println("qgate: " + failure.getMessage());
            failure.getCommandLine().usage(System.err, Ansi.OFF);
            return USAGE;
        };
        line.setParameterExceptionHandler(usage);
        line.setExecutionExceptionHandler((failure, command, result) -> {
            System.err.println("qgate: " + (failure.getMessage() == null ? failure : failure.getMessage()));
            if (failure instanceof TestnetException known) {
                return known.exitCode();
            }
            return 1;
        });
        line.setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF));
        int code = line.execute(arguments);
        System.out.flush();
        return code;
    }
}
