package org.qgate.testnet.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.qgate.client.NodeShell;
import org.qgate.testnet.Testnet;
import org.qgate.testnet.TestnetException;
import org.qgate.testnet.TestnetNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code testnet exec}: a shell command's output alone on standard output, its exit code ours. */
@Command(name = "exec", description = "Runs a shell command on a node; its exit code is passed on.")
final class ExecCommand implements Callable<Integer> {
    @Mixin
    private HelpOption help;

    @Parameters(index = "0", paramLabel = "INDEX", description = "Which node, from 0.")
    private int index;

    @Parameters(index = "1", paramLabel = "COMMAND", description = "The command, as one argument.")
    private String command;

    @Mixin
    private FolderOption folder;

    @Override
    public Integer call() {
        TestnetNode node = Testnet.open(folder.dir()).node(index);
        try (NodeShell shell = node.shell()) {
            int code = shell.exec(command, System.out, System.err, Duration.ofHours(1));
            return code < 0 ? 1 : code;
        } catch (IOException failed) {
            throw new TestnetException("node " + index + ": " + failed.getMessage(), true, failed);
        }
    }
}
