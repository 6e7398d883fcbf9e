package org.qgate.shell.internal.command.extender;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.FileCompleter;
import org.qgate.api.error.Retry;
import org.qgate.api.network.Node;
import org.qgate.api.network.NodeStatus;
import org.qgate.shell.internal.ShellServices;
import org.qgate.shell.internal.UsageException;
import org.qgate.shell.internal.command.ChangingCommand;
import org.qgate.shell.internal.view.Answer;
import org.qgate.shell.internal.view.Document;

/** {@code extender:dev}: runs until it is ended. */
@Service
@Command(
        scope = "extender",
        name = "dev",
        description = "Install each build of a project that you work on, until Ctrl-C")
public final class ExtenderDevCommand extends ChangingCommand {
    private static final long LOOK_NS = TimeUnit.MILLISECONDS.toNanos(500);

    @Option(name = "--yes", description = "Agree beforehand to whatever the project's packages ask for")
    boolean yes;

    @Option(name = "--keep", description = "Leave the extender installed and its developer's key trusted at the end")
    boolean keep;

    @Option(name = "--exposed", description = "Although other machines can reach this node")
    boolean exposed;

    @Argument(name = "DIR", description = "Absolute path of the project", required = true)
    @Completion(FileCompleter.class)
    String folder;

    @Override
    protected Change prepare(ShellServices asked) {
        Path project = Path.of(folder).normalize();
        if (!project.isAbsolute() || !Files.isDirectory(project)) {
            throw new UsageException("a project is named by its absolute path; there is none at " + folder);
        }
        if (json()) {
            throw new UsageException("it says what happens as it happens, to people: there is no document");
        }
        if (!exposed && isExposed(asked)) {
            throw new UsageException("other machines can reach this node, and builds are no releases:"
                    + " work on a node that does not listen, or give --exposed");
        }
        return new Change("extender:dev", project.toString(), () -> developed(asked, project));
    }

    private static boolean isExposed(ShellServices asked) {
        return asked.cells()
                .node()
                .now()
                .map(Node::status)
                .map(NodeStatus::linkListen)
                .filter(listens -> !listens.address().isLoopback())
                .isPresent();
    }

    private Answer developed(ShellServices asked, Path project) {
        if (!yes && !agreed(project)) {
            return Answer.of(Document.of("qgate.done/1").with("done", false), "nothing was done: agree with --yes")
                    .exit(Retry.NEEDS_CONSENT.exitCode());
        }
        Development work = new Development(asked, project, actor(session()), this::say, this::show);
        say("looking at " + project.resolve("target") + "; Ctrl-C ends it");
        boolean interrupted;
        try {
            while (!Thread.currentThread().isInterrupted() && isHeard()) {
                work.look();
                LockSupport.parkNanos(LOOK_NS);
            }
        } finally {
            interrupted = Thread.interrupted(); // what ends it now must not be interrupted itself
            work.end(keep);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return Answer.of(Document.of("qgate.done/1").with("done", true), "ended");
    }

    private boolean agreed(Path project) {
        return someoneThere()
                && Question.yes(
                        session(),
                        "Run whatever is built in " + project + " and grant what it asks for, until Ctrl-C?");
    }
}
