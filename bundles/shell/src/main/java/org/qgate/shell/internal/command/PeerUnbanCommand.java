package org.qgate.shell.internal.command;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.qgate.api.NodeId;
import org.qgate.api.error.KernelError;
import org.qgate.api.error.QGateException;
import org.qgate.shell.internal.ShellServices;
import org.qgate.shell.internal.view.Answer;
import org.qgate.shell.internal.view.Document;

/** {@code peer:unban} */
@Service
@Command(scope = "peer", name = "unban", description = "Lift a ban")
public final class PeerUnbanCommand extends ChangingCommand {
    @Argument(name = "ID", description = "Node id", required = true)
    @Completion(PeerCompleter.class)
    String id;

    @Override
    protected Change prepare(ShellServices asked) {
        NodeId banned = PeerIds.find(asked.peers(), id);
        return new Change("peer:unban", banned.toString(), () -> {
            if (!asked.peers().unban(banned)) {
                throw new QGateException(KernelError.NOT_FOUND, "no ban on " + banned);
            }
            Document document =
                    Document.of("qgate.ban/1").with("nodeId", banned).with("banned", false);
            return Answer.of(document, "lifted the ban on " + banned);
        });
    }
}
