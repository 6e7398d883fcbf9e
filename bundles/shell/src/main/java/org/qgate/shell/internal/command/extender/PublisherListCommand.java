package org.qgate.shell.internal.command.extender;

import java.util.List;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.qgate.api.extender.PublisherInfo;
import org.qgate.shell.internal.ShellServices;
import org.qgate.shell.internal.command.NodeCommand;
import org.qgate.shell.internal.view.Answer;
import org.qgate.shell.internal.view.Document;
import org.qgate.shell.internal.view.Table;
import org.qgate.shell.internal.view.Text;

/** {@code publisher:list} */
@Service
@Command(scope = "publisher", name = "list", description = "List publishers of extenders and how far they are trusted")
public final class PublisherListCommand extends NodeCommand {
    @Override
    protected Answer answer(ShellServices asked) {
        List<PublisherInfo> all = asked.extenders().publishers();
        Table table = new Table("no publishers", "key", "name", "trust", "since", "extenders", "replaced");
        all.forEach(each -> table.row(
                each.keyId(),
                each.name(),
                each.trust(),
                Text.moment(each.sinceWallMs()),
                each.extenders(),
                each.replaced()));
        return Answer.of(Document.of("qgate.publishers/1").with("publishers", all), table);
    }
}
