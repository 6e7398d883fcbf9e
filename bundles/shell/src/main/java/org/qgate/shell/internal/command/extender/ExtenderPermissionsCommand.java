package org.qgate.shell.internal.command.extender;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.qgate.api.extender.PermissionRow;
import org.qgate.shell.internal.ShellServices;
import org.qgate.shell.internal.command.NodeCommand;
import org.qgate.shell.internal.view.Answer;
import org.qgate.shell.internal.view.Document;
import org.qgate.shell.internal.view.Table;
import org.qgate.shell.internal.view.Text;

/** {@code extender:permissions} */
@Service
@Command(
        scope = "extender",
        name = "permissions",
        description = "Show what an extender may do, when it last did, and what it was refused")
public final class ExtenderPermissionsCommand extends NodeCommand {
    @Argument(name = "ID", description = "Id of an extender", required = true)
    @Completion(ExtenderCompleter.class)
    String id;

    @Override
    protected Answer answer(ShellServices asked) {
        return of(asked, id);
    }

    static Answer of(ShellServices asked, String id) {
        List<PermissionRow> rows = asked.extenders().permissions(id);
        Table table = new Table(
                "it asks for nothing", "permission", "granted", "for", "uses", "last use", "refused", "last refusal");
        rows.forEach(row -> table.row(
                row.name() + (row.optional() ? " (optional)" : ""),
                row.granted() ? "yes" : "no",
                String.join(", ", row.granted() ? row.scope() : row.asked()),
                row.uses(),
                Text.moment(row.lastUseWallMs()),
                row.refusals(),
                Text.moment(row.lastRefusalWallMs())));
        Document document = Document.of("qgate.permissions/1").with("id", id).with("permissions", rows);
        return Answer.of(document, table);
    }
}
