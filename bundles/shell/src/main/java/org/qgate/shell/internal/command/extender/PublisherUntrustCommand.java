package org.qgate.shell.internal.command.extender;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.qgate.shell.internal.ShellServices;
import org.qgate.shell.internal.command.ChangingCommand;
import org.qgate.shell.internal.view.Answer;
import org.qgate.shell.internal.view.Document;

/** {@code publisher:untrust} */
@Service
@Command(
        scope = "publisher",
        name = "untrust",
        description = "Trust a publisher no more: its extenders stop and are HELD")
public final class PublisherUntrustCommand extends ChangingCommand {
    @Argument(name = "KEY", description = "Key id of a publisher", required = true)
    @Completion(PublisherCompleter.class)
    String keyId;

    @Override
    protected Change prepare(ShellServices asked) {
        return new Change("publisher:untrust", keyId, () -> {
            asked.extenders().untrust(keyId, actor(session()));
            Document document = Document.of("qgate.publishers/1")
                    .with("publishers", asked.extenders().publishers());
            return Answer.of(document, keyId + " is not trusted any more; its extenders are HELD");
        });
    }
}
