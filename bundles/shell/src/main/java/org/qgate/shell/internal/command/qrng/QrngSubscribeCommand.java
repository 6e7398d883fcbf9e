package org.qgate.shell.internal.command.qrng;

import java.util.List;
import java.util.Locale;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.qgate.api.NodeId;
import org.qgate.api.qrng.Qrng;
import org.qgate.api.qrng.Subscription;
import org.qgate.shell.internal.ShellServices;
import org.qgate.shell.internal.UsageException;
import org.qgate.shell.internal.command.PeerCompleter;
import org.qgate.shell.internal.command.PeerIds;
import org.qgate.shell.internal.view.Answer;
import org.qgate.shell.internal.view.Document;
import org.qgate.shell.internal.view.Table;
import org.qgate.shell.internal.view.Text;

/** {@code qrng:subscribe} */
@Service
@Command(
        scope = "qrng",
        name = "subscribe",
        description = "Take randomness from another node from now on, also after restarts")
public final class QrngSubscribeCommand extends QrngChange {
    @Option(name = "--remove", description = "End the subscription instead")
    boolean remove;

    @Option(name = "--list", description = "List the subscriptions instead")
    boolean list;

    @Argument(name = "NODE", description = "Id of a node, or its first digits")
    @Completion(PeerCompleter.class)
    String node;

    @Override
    protected Change prepare(Qrng qrng, String actor, ShellServices asked) {
        if (list ? remove || node != null : node == null) {
            throw new UsageException("give NODE, or --remove NODE, or --list alone");
        }
        if (list) {
            return new Change("qrng:subscribe", "--list", () -> of(qrng.subscriptions()));
        }
        NodeId server = remove ? subscribed(qrng) : PeerIds.find(asked.peers(), node);
        return remove
                ? new Change("qrng:subscribe", "--remove " + server, () -> removed(qrng, actor, server))
                : new Change("qrng:subscribe", server.toString(), () -> of(List.of(qrng.subscribe(actor, server))));
    }

    /** A server may have left the list of nodes since. */
    private NodeId subscribed(Qrng qrng) {
        List<NodeId> all = qrng.subscriptions().stream()
                .map(Subscription::server)
                .filter(each -> each.toString().startsWith(node.toLowerCase(Locale.ROOT)))
                .toList();
        if (all.size() != 1) {
            throw new UsageException(all.size() + " subscriptions begin with " + node + "; --list shows them");
        }
        return all.get(0);
    }

    private static Answer removed(Qrng qrng, String actor, NodeId server) {
        qrng.unsubscribe(actor, server);
        Document document =
                Document.of("qgate.qrng-unsubscribed/1").with("server", server).with("removed", true);
        return Answer.of(document, "ended the subscription to " + server);
    }

    private static Answer of(List<Subscription> all) {
        Table table =
                new Table("no subscriptions", "server", "state", "since", "received", "rate", "failures", "reason");
        all.forEach(each -> table.row(
                each.server().brief(),
                each.state(),
                Text.moment(each.sinceWallMs()),
                Text.bytes(each.receivedBytes()),
                Text.bytes((long) each.bytesPerSecond()) + "/s",
                each.failures(),
                each.reason()));
        return Answer.of(Document.of("qgate.qrng-subscriptions/1").with("subscriptions", all), table);
    }
}
