package org.qgate.shell.internal.command;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.qgate.api.NodeId;
import org.qgate.api.error.KernelError;
import org.qgate.api.error.QGateException;
import org.qgate.api.network.PeerInfo;
import org.qgate.shell.internal.ShellServices;
import org.qgate.shell.internal.view.Answer;
import org.qgate.shell.internal.view.Document;
import org.qgate.shell.internal.view.Facts;
import org.qgate.shell.internal.view.Text;

/** {@code peer:info} */
@Service
@Command(scope = "peer", name = "info", description = "Show all that is known of a peer")
public final class PeerInfoCommand extends NodeCommand {
    @Argument(name = "ID", description = "Node id, or its first digits", required = true)
    @Completion(PeerCompleter.class)
    String id;

    @Override
    protected Answer answer(ShellServices asked) {
        NodeId found = PeerIds.find(asked.peers(), id);
        PeerInfo peer = asked.peers()
                .info(found)
                .orElseThrow(() -> new QGateException(KernelError.NOT_FOUND, "no peer " + found));
        Facts facts = new Facts()
                .fact("id", peer.nodeId())
                .fact("state", peer.state() + " " + peer.direction())
                .fact("remote", peer.remote())
                .fact("advertised", peer.advertised())
                .fact("flags", String.join(", ", peer.flags()))
                .fact("suite", peer.suite())
                .fact("rtt", Text.rtt(peer.rttMicros()))
                .fact("traffic", Text.bytes(peer.bytesIn()) + " in, " + Text.bytes(peer.bytesOut()) + " out")
                .fact("circuits", peer.circuits())
                .fact("rekeyed", peer.keyGeneration() + " time(s)");
        return Answer.of(Document.of("qgate.peer/1").with("peer", peer), facts);
    }
}
