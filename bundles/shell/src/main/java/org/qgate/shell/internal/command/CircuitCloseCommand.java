package org.qgate.shell.internal.command;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.qgate.shell.internal.ShellServices;
import org.qgate.shell.internal.view.Answer;
import org.qgate.shell.internal.view.Document;

/** {@code circuit:close} */
@Service
@Command(scope = "circuit", name = "close", description = "Close a circuit of this node, with its streams")
public final class CircuitCloseCommand extends ChangingCommand {
    @Argument(name = "ID", description = "Circuit number, as listed", required = true)
    @Completion(CircuitCompleter.class)
    long id;

    @Override
    protected Change prepare(ShellServices asked) {
        return new Change("circuit:close", Long.toString(id), () -> {
            asked.circuits().close(id);
            return Answer.of(Document.of("qgate.circuit-closed/1").with("id", id), "closed circuit " + id);
        });
    }
}
