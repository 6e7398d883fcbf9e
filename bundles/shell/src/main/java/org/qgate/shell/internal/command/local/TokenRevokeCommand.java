package org.qgate.shell.internal.command.local;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.qgate.shell.internal.ShellServices;
import org.qgate.shell.internal.command.ChangingCommand;
import org.qgate.shell.internal.view.Answer;
import org.qgate.shell.internal.view.Document;

/** {@code token:revoke} */
@Service
@Command(scope = "token", name = "revoke", description = "Refuse a token from now on, amid an answer too")
public final class TokenRevokeCommand extends ChangingCommand {
    @Argument(name = "NAME", description = "Name, as listed", required = true)
    @Completion(TokenCompleter.class)
    String name;

    @Override
    protected Change prepare(ShellServices asked) {
        String actor = actor(session());
        return new Change("token:revoke", name, () -> {
            asked.tokens().revoke(actor, name);
            return Answer.of(Document.of("qgate.token-revoked/1").with("name", name), "revoked " + name);
        });
    }
}
