package org.qgate.shell.internal.command.extender;

import java.util.List;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.qgate.api.extender.ExtenderChange;
import org.qgate.shell.internal.ShellServices;
import org.qgate.shell.internal.command.NodeCommand;
import org.qgate.shell.internal.view.Answer;
import org.qgate.shell.internal.view.Document;
import org.qgate.shell.internal.view.Table;
import org.qgate.shell.internal.view.Text;

/** {@code extender:changes} */
@Service
@Command(scope = "extender", name = "changes", description = "List changes of extenders, newest first")
public final class ExtenderChangesCommand extends NodeCommand {
    @Override
    protected Answer answer(ShellServices asked) {
        List<ExtenderChange> all = asked.extenders().changes();
        Table table = new Table(
                "no changes so far",
                "number",
                "begun",
                "action",
                "id",
                "from",
                "to",
                "outcome",
                "waited, ms",
                "by",
                "error");
        all.forEach(each -> table.row(
                each.number(),
                Text.moment(each.startedWallMs()),
                each.action(),
                each.id(),
                each.from(),
                each.to(),
                each.outcome().isEmpty() ? "under way" : each.outcome(),
                ChangeProgress.milliseconds(each.gateClosedMicros()),
                each.actor(),
                each.error()));
        return Answer.of(Document.of("qgate.extender-changes/1").with("changes", all), table);
    }
}
