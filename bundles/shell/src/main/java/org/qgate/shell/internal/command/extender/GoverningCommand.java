package org.qgate.shell.internal.command.extender;

import org.apache.karaf.shell.api.action.Option;
import org.qgate.shell.internal.ShellServices;
import org.qgate.shell.internal.UsageException;
import org.qgate.shell.internal.command.ChangingCommand;
import org.qgate.shell.internal.command.extender.ChangeProgress.Until;
import org.qgate.shell.internal.view.Answer;

/** A command that begins a change of an extender: it is a job of the node, the command looks on as long as it is told to. */
abstract class GoverningCommand extends ChangingCommand {
    @Option(name = "--wait", description = "Return once a new version is confirmed or taken back, not once it is live")
    boolean wait;

    @Option(name = "--background", description = "Return at once; extender:changes tells how far it has come")
    boolean background;

    /** Says the steps of a change as they are taken. */
    final Answer followed(ShellServices asked, long number) {
        Until until = wait ? Until.OVER : background ? Until.BEGUN : Until.OUTCOME;
        return ChangeProgress.follow(asked, number, until, this::say);
    }

    /** To be called before anything is changed. */
    final void requireOneWish() {
        if (wait && background) {
            throw new UsageException("--wait and --background exclude each other");
        }
    }

    final String actor() {
        return actor(session());
    }
}
