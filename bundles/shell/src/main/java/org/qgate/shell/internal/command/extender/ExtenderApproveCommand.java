package org.qgate.shell.internal.command.extender;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.qgate.shell.internal.ShellServices;

/** {@code extender:approve} */
@Service
@Command(scope = "extender", name = "approve", description = "Agree to a version that is HELD")
public final class ExtenderApproveCommand extends ConsentingCommand {
    @Argument(name = "ID", description = "Id of an extender", required = true)
    @Completion(ExtenderCompleter.class)
    String id;

    @Override
    protected Change prepare(ShellServices asked) {
        return consented("extender:approve", asked, asked.extenders().sheet(id), consent -> asked.extenders()
                .approve(id, consent, actor()));
    }
}
