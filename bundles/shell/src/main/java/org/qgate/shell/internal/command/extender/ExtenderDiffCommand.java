package org.qgate.shell.internal.command.extender;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.qgate.api.extender.ConsentSheet;
import org.qgate.shell.internal.ShellServices;
import org.qgate.shell.internal.command.NodeCommand;
import org.qgate.shell.internal.view.Answer;
import org.qgate.shell.internal.view.ConsentView;
import org.qgate.shell.internal.view.Document;

/** {@code extender:diff} */
@Service
@Command(
        scope = "extender",
        name = "diff",
        description = "Show what another version asks for that the one in office does not, and the reverse")
public final class ExtenderDiffCommand extends NodeCommand {
    @Argument(
            name = "ID|FILE",
            description = "Id of an extender: the version that is HELD, else the newest; or a package's path",
            required = true)
    @Completion(ExtenderCompleter.class)
    String what;

    @Override
    protected Answer answer(ShellServices asked) {
        ConsentSheet sheet = OperatorFile.looksLikeOne(what)
                ? asked.extenders().check(OperatorFile.find(what))
                : asked.extenders().sheet(what);
        return Answer.of(Document.of("qgate.sheet/1").with("sheet", sheet), ConsentView.difference(sheet));
    }
}
