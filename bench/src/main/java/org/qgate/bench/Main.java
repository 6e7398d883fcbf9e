package org.qgate.bench;

import org.qgate.testnet.cli.HelpOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The program behind {@code ./qgate bench}. */
@Command(
        name = "./qgate bench",
        description = "Measures real nodes and their cipher. Exit code 1 when a bound does not hold or the machine was"
                + " busy.",
        subcommands = {
            PathCommand.class,
            BootCommand.class,
            ConnectionsCommand.class,
            CipherCommand.class,
            RelaysDieCommand.class,
            UpdateCommand.class,
            StoreCommand.class,
            ExtendersCommand.class,
            MessengerCommand.class,
            VerifierCommand.class,
            GateCommand.class,
            ProcessCommand.class,
            RandomOutputCommand.class,
            QrngCommand.class
        })
public final class Main implements Runnable {
    @Mixin
    private HelpOption help;

    @Spec
    private CommandSpec spec;

    private Main() {}

    /** Runs one benchmark and ends the process with its exit code. */
    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    static int run(String... arguments) {
        return org.qgate.testnet.cli.Main.run(new Main(), arguments);
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "path, boot, connections, cipher, relays-die, update, store, extenders, messenger, verifier, gate,"
                        + " process, random-output or qrng?");
    }
}
