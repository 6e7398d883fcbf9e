package org.qgate.shell.internal.command.qrng;

import java.util.List;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.qgate.api.NodeId;
import org.qgate.api.qrng.Lease;
import org.qgate.api.qrng.PoolInfo;
import org.qgate.shell.internal.ShellServices;
import org.qgate.shell.internal.command.NodeCommand;
import org.qgate.shell.internal.view.Answer;
import org.qgate.shell.internal.view.Document;
import org.qgate.shell.internal.view.Facts;
import org.qgate.shell.internal.view.Table;
import org.qgate.shell.internal.view.Text;

/** {@code qrng:pool} */
@Service
@Command(scope = "qrng", name = "pool", description = "Show what lies ready, where it comes from and who takes it")
public final class QrngPoolCommand extends NodeCommand {
    @Override
    protected Answer answer(ShellServices asked) {
        PoolInfo pool = asked.qrng().pool();
        List<Lease> leases = asked.qrng().leases();
        Facts facts = new Facts()
                .fact("ready", Text.bytes(pool.bytes()) + " of " + Text.bytes(pool.capacityBytes()))
                .fact("made", Text.bytes(pool.madeBytes()))
                .fact("taken", Text.bytes(pool.takenBytes()) + ", " + pool.waiting() + " wait")
                .fact("burnt unused", Text.bytes(pool.burntBytes()))
                .fact("degraded", pool.degraded() ? "yes: there is no healthy source" : "no");
        Table shares = new Table("nothing lies ready", "origin", "provenance", "ready");
        pool.shares().forEach(each -> shares.row(each.origin(), each.provenance(), Text.bytes(each.bytes())));
        Table consumers = new Table("nobody took any", "consumer", "taken", "portions");
        pool.consumers().forEach(each -> consumers.row(each.name(), Text.bytes(each.bytes()), each.portions()));
        Table served = new Table("no node is served", "lease", "node", "delivered", "rate", "wait", "ends");
        leases.forEach(each -> served.row(
                each.lease(),
                each.node().map(NodeId::brief).orElse("(anonymous)"),
                Text.bytes(each.deliveredBytes()),
                Text.bytes(each.bytesPerSecond()) + "/s",
                each.queuedRequests(),
                Text.moment(each.endsWallMs())));
        Document document = Document.of("qgate.qrng-pool/1").with("pool", pool).with("leases", leases);
        return Answer.of(document, facts, shares, consumers, served);
    }
}
