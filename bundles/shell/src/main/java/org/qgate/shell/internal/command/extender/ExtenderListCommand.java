package org.qgate.shell.internal.command.extender;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.qgate.api.extender.ExtenderInfo;
import org.qgate.api.extender.PublisherInfo;
import org.qgate.shell.internal.ShellServices;
import org.qgate.shell.internal.command.NodeCommand;
import org.qgate.shell.internal.view.Answer;
import org.qgate.shell.internal.view.Document;
import org.qgate.shell.internal.view.Table;

/** {@code extender:list} */
@Service
@Command(scope = "extender", name = "list", description = "List extenders")
public final class ExtenderListCommand extends NodeCommand {
    @Override
    protected Answer answer(ShellServices asked) {
        List<ExtenderInfo> all = asked.extenders().list();
        Set<String> developers = asked.extenders().publishers().stream()
                .filter(each -> each.trust().equals("developer"))
                .map(PublisherInfo::keyId)
                .collect(Collectors.toSet());
        Table table = new Table(
                "no extenders", "id", "version", "state", "tier", "held", "provides", "calls", "failed", "publisher");
        all.forEach(each -> table.row(
                each.id(),
                each.version(),
                each.state(),
                each.tier(),
                each.heldVersion(),
                String.join(", ", each.provides()),
                each.calls(),
                each.failures(),
                each.publisher() + (developers.contains(each.keyId()) ? " (DEVELOPER)" : "")));
        return Answer.of(Document.of("qgate.extenders/1").with("extenders", all), table);
    }
}
