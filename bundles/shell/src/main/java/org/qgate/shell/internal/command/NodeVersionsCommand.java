package org.qgate.shell.internal.command;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.qgate.api.update.UpdateRecord;
import org.qgate.shell.internal.ShellServices;
import org.qgate.shell.internal.view.Answer;
import org.qgate.shell.internal.view.Document;
import org.qgate.shell.internal.view.Table;

/** {@code node:versions} */
@Service
@Command(scope = "node", name = "versions", description = "List versions of swappable bundles and the updates so far")
public final class NodeVersionsCommand extends NodeCommand {
    @Override
    protected boolean worksLocked() {
        return true;
    }

    @Override
    protected Answer answer(ShellServices asked) {
        var versions = asked.updates().versions();
        var journal = asked.updates().journal();
        Table table = new Table("no swappable bundle", "bundle", "version", "standing", "from", "sha256");
        versions.forEach(each -> table.row(
                each.bundle(),
                each.version(),
                each.standing(),
                each.source(),
                each.sha256().substring(0, 16)));
        Table updates =
                new Table("no updates so far", "id", "bundle", "from", "to", "outcome", "stood still, ms", "by");
        for (UpdateRecord each : journal) {
            updates.row(
                    each.id(),
                    each.bundle(),
                    each.from(),
                    each.to(),
                    each.outcome(),
                    UpdateProgress.milliseconds(each.gateClosedMicros()),
                    each.actor());
        }
        Document document = Document.of("qgate.versions/1")
                .with("versions", versions)
                .with("updates", journal)
                .with("counters", asked.updates().counters());
        return Answer.of(document, table, updates);
    }
}
