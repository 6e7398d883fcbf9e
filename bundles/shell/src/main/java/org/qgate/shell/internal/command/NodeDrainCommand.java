package org.qgate.shell.internal.command;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.qgate.api.error.Retry;
import org.qgate.shell.internal.ShellServices;
import org.qgate.shell.internal.UsageException;
import org.qgate.shell.internal.view.Answer;
import org.qgate.shell.internal.view.Document;

/** {@code node:drain} */
@Service
@Command(scope = "node", name = "drain", description = "Take no new work and wait until the rest ended")
public final class NodeDrainCommand extends ChangingCommand {
    private static final int LONGEST = 3_600;

    @Option(name = "--seconds", description = "How long to wait, 1 to 3600 seconds; default 30")
    private int seconds = 30;

    @Override
    protected Change prepare(ShellServices asked) {
        if (seconds < 1 || seconds > LONGEST) {
            throw new UsageException("--seconds is 1 to " + LONGEST + ", not " + seconds);
        }
        return new Change("node:drain", seconds + " s", () -> {
            boolean drained = asked.node().drain(seconds * 1_000L);
            Document document = Document.of("qgate.drain/1").with("drained", drained);
            return Answer.of(document, drained ? "drained" : "not drained: work is left")
                    .exit(drained ? 0 : Retry.MAY_HELP.exitCode());
        });
    }
}
