package org.qgate.shell.internal.command.local;

import java.util.List;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.qgate.api.local.Tokens.TokenInfo;
import org.qgate.shell.internal.ShellServices;
import org.qgate.shell.internal.command.NodeCommand;
import org.qgate.shell.internal.view.Answer;
import org.qgate.shell.internal.view.Document;
import org.qgate.shell.internal.view.Table;
import org.qgate.shell.internal.view.Text;

/** {@code token:list} */
@Service
@Command(
        scope = "token",
        name = "list",
        description = "List the tokens of programs of this machine, without themselves")
public final class TokenListCommand extends NodeCommand {
    @Override
    protected Answer answer(ShellServices asked) {
        List<TokenInfo> tokens = asked.tokens().list();
        Table table = new Table("no tokens: no program gets in", "name", "scopes", "made", "ends", "used", "requests");
        tokens.forEach(each -> table.row(
                each.name(),
                String.join(",", each.scopes()),
                Text.moment(each.createdWallMs()),
                Text.moment(each.endsWallMs()),
                Text.moment(each.usedWallMs()),
                each.requests()));
        return Answer.of(Document.of("qgate.tokens/1").with("tokens", tokens), table);
    }
}
