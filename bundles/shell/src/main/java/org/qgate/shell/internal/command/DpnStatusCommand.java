package org.qgate.shell.internal.command;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.qgate.api.dpn.DpnStatus;
import org.qgate.shell.internal.ShellServices;
import org.qgate.shell.internal.view.Answer;
import org.qgate.shell.internal.view.Document;
import org.qgate.shell.internal.view.Facts;

/** {@code dpn:status} */
@Service
@Command(scope = "dpn", name = "status", description = "Show proxy listeners, exit policy and counters")
public final class DpnStatusCommand extends NodeCommand {
    @Override
    protected Answer answer(ShellServices asked) {
        DpnStatus status = asked.dpn().status();
        Facts facts = new Facts()
                .fact("socks5", status.socks() == null ? "off" : status.socks())
                .fact("http connect", status.http() == null ? "off" : status.http())
                .fact(
                        "requests",
                        status.negotiating() + " under way, " + status.accepted() + " served, " + status.refused()
                                + " refused, " + status.failed() + " failed")
                .fact("literal addresses", status.literalAddresses())
                .fact("exit", status.exit() ? "ports " + String.join(", ", status.exitPorts()) : "off")
                .fact("exit requests", status.exitAccepted() + " served, " + status.exitRefused() + " refused")
                .fact("allowed ranges", status.allowedRanges().isEmpty() ? "none" : status.allowedRanges())
                .fact("identity", status.identity());
        return Answer.of(Document.of("qgate.dpn/1").with("dpn", status), facts);
    }
}
