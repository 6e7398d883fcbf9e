package org.qgate.shell.internal.command;

import java.util.List;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.qgate.api.network.PeerInfo;
import org.qgate.api.network.Peers;
import org.qgate.shell.internal.ShellServices;
import org.qgate.shell.internal.view.Answer;
import org.qgate.shell.internal.view.Document;
import org.qgate.shell.internal.view.Table;
import org.qgate.shell.internal.view.Text;

/** {@code peer:list} */
@Service
@Command(scope = "peer", name = "list", description = "List linked peers, then the other known relays")
public final class PeerListCommand extends NodeCommand {
    @Override
    protected Answer answer(ShellServices asked) {
        List<PeerInfo> peers = asked.peers().list();
        List<Peers.Ban> bans = asked.peers().bans();
        Table table = new Table("no peers", "id", "state", "dir", "address", "flags", "rtt", "in", "out", "circuits");
        peers.forEach(peer -> table.row(
                peer.nodeId() == null ? "(client)" : peer.nodeId().brief(),
                peer.state(),
                peer.direction(),
                peer.remote() != null
                        ? peer.remote()
                        : peer.advertised().stream().findFirst().orElse(null),
                String.join(",", peer.flags()),
                Text.rtt(peer.rttMicros()),
                Text.bytes(peer.bytesIn()),
                Text.bytes(peer.bytesOut()),
                peer.circuits()));
        Document document = Document.of("qgate.peers/1").with("peers", peers).with("bans", bans);
        return Answer.of(document, table);
    }
}
