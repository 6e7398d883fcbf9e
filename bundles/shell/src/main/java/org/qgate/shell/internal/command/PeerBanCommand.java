package org.qgate.shell.internal.command;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.qgate.api.NodeId;
import org.qgate.shell.internal.ShellServices;
import org.qgate.shell.internal.UsageException;
import org.qgate.shell.internal.view.Answer;
import org.qgate.shell.internal.view.Document;

/** {@code peer:ban} */
@Service
@Command(scope = "peer", name = "ban", description = "Refuse links with a node, and close those that stand")
public final class PeerBanCommand extends ChangingCommand {
    private static final int LONGEST_REASON = 200;

    @Argument(index = 0, name = "ID", description = "Node id, or its first digits", required = true)
    @Completion(PeerCompleter.class)
    String id;

    @Argument(index = 1, name = "REASON", description = "Why, for the list of bans")
    String reason = "";

    @Override
    protected Change prepare(ShellServices asked) {
        if (reason.length() > LONGEST_REASON) {
            throw new UsageException("a reason has at most " + LONGEST_REASON + " characters");
        }
        NodeId banned = PeerIds.find(asked.peers(), id);
        return new Change("peer:ban", banned + (reason.isEmpty() ? "" : " " + reason), () -> {
            asked.peers().ban(banned, reason);
            Document document = Document.of("qgate.ban/1")
                    .with("nodeId", banned)
                    .with("banned", true)
                    .with("reason", reason);
            return Answer.of(document, "banned " + banned);
        });
    }
}
