package org.qgate.shell.internal.command;

import org.apache.karaf.shell.api.action.Option;
import org.qgate.shell.internal.ShellServices;
import org.qgate.shell.internal.UsageException;
import org.qgate.shell.internal.command.UpdateProgress.Until;
import org.qgate.shell.internal.view.Answer;

/** A command that begins an update: the update is a job of the node, the command looks on as long as it is told to. */
abstract class UpdatingCommand extends ChangingCommand {
    @Option(name = "--wait", description = "Return once it is confirmed or taken back, not when its probation begins")
    boolean wait;

    @Option(name = "--background", description = "Return at once; node:versions tells how far it has come")
    boolean background;

    /** Says the steps of an update as they are taken. */
    final Answer followed(ShellServices asked, long id) {
        Until until = wait ? Until.OVER : background ? Until.BEGUN : Until.IN_OFFICE;
        return UpdateProgress.follow(asked, id, until, this::say);
    }

    /** To be called before anything is changed. */
    final void requireOneWish() {
        if (wait && background) {
            throw new UsageException("--wait and --background exclude each other");
        }
    }
}
