package org.qgate.shell.internal.command;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.qgate.shell.internal.ShellServices;
import org.qgate.shell.internal.view.Answer;
import org.qgate.shell.internal.view.Document;

/** {@code dpn:new-identity} */
@Service
@Command(scope = "dpn", name = "new-identity", description = "Let following requests use new circuits; open ones go on")
public final class DpnNewIdentityCommand extends ChangingCommand {
    @Override
    protected Change prepare(ShellServices asked) {
        return new Change("dpn:new-identity", "", () -> {
            asked.dpn().newIdentity();
            long identity = asked.dpn().status().identity();
            return Answer.of(
                    Document.of("qgate.identity/1").with("identity", identity),
                    "following requests use new circuits; open connections go on");
        });
    }
}
