package org.qgate.shell.internal.command;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.qgate.api.error.BaseError;
import org.qgate.api.error.QGateException;
import org.qgate.api.network.NodeStatus;
import org.qgate.shell.internal.ShellServices;
import org.qgate.shell.internal.view.Answer;
import org.qgate.shell.internal.view.Document;

/** {@code node:id} */
@Service
@Command(scope = "node", name = "id", description = "Print this node's id")
public final class NodeIdCommand extends NodeCommand {
    @Override
    protected Answer answer(ShellServices asked) {
        NodeStatus status = asked.node().status();
        if (status.nodeId() == null) {
            throw new QGateException(BaseError.SERVICE_ABSENT, "no identity yet: " + status.bootstrapReason());
        }
        Document document = Document.of("qgate.id/1")
                .with("nodeId", status.nodeId())
                .with("networkId", status.networkId())
                .with("roles", status.roles());
        return Answer.of(document, String.valueOf(status.nodeId()));
    }
}
