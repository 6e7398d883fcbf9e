package org.qgate.shell.internal.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.qgate.api.base.Current;
import org.qgate.api.base.HealthReport;
import org.qgate.api.base.HealthState;
import org.qgate.api.base.Installation;
import org.qgate.api.crypto.Crypto;
import org.qgate.api.crypto.CryptoStatus;
import org.qgate.api.error.QGateException;
import org.qgate.api.local.LocalStatus;
import org.qgate.api.network.Node;
import org.qgate.api.network.NodeStatus;
import org.qgate.api.transport.TransportStatus;
import org.qgate.api.vault.Vault;
import org.qgate.api.vault.VaultState;
import org.qgate.api.vault.VaultStatus;
import org.qgate.shell.internal.ShellServices;
import org.qgate.shell.internal.view.Answer;
import org.qgate.shell.internal.view.Document;
import org.qgate.shell.internal.view.Randomness;
import org.qgate.shell.internal.view.StatusView;
import org.qgate.shell.internal.view.VaultView;
import org.qgate.shell.internal.view.View;

/** {@code node:status}: health first; what is absent is said, not waited for. */
@Service
@Command(scope = "node", name = "status", description = "Is it well, what is it doing, what is it made of")
public final class NodeStatusCommand extends NodeCommand {
    @Override
    protected boolean worksLocked() {
        return true;
    }

    @Override
    protected Answer answer(ShellServices asked) {
        List<HealthReport> reports = asked.bedrock().health().reports();
        HealthState worst = reports.isEmpty() ? HealthState.OK : reports.get(0).state();
        NodeStatus node = ask(asked.cells().node(), Node::status).orElse(null);
        CryptoStatus crypto = ask(asked.cells().crypto(), Crypto::status).orElse(null);
        VaultStatus vault = ask(asked.cells().vault(), Vault::status).orElse(null);
        LocalStatus local =
                ask(asked.cells().local(), LocalStatus.Teller::status).orElse(null);
        Randomness randomness = vault != null && vault.state() == VaultState.UNLOCKED
                ? ask(asked.cells().qrng(), Randomness::of).orElse(null)
                : null;
        Installation installation = asked.bedrock().installation();
        TransportStatus transport = asked.bedrock().ports().status();
        Document document = Document.of("qgate.status/1")
                .with("version", installation.version())
                .with("health", worst)
                .with("reports", reports)
                .with("bootstrapPercent", node == null ? 0 : node.bootstrapPercent())
                .with("bootstrapReason", node == null ? StatusView.NO_OVERLAY : node.bootstrapReason())
                .with("node", node)
                .with("vault", vault)
                .with("crypto", crypto)
                .with("transport", transport)
                .with("local", local)
                .with("randomness", randomness)
                .with("bundles", installation.coreBundles());
        List<View> views = new ArrayList<>();
        views.add(StatusView.health(worst, reports));
        views.add(VaultView.line(vault));
        views.add(StatusView.node(node));
        views.add(StatusView.machine(installation, transport, crypto));
        views.add(StatusView.local(local));
        views.add(Randomness.line(randomness));
        views.add(StatusView.algorithms(crypto));
        views.add(StatusView.bundles(installation));
        return new Answer(document, List.copyOf(views), 0);
    }

    private static <S, T> Optional<T> ask(Current<S> cell, Function<S, T> question) {
        try {
            return cell.now().map(question);
        } catch (QGateException notNow) {
            return Optional.empty(); // the health board says why; the status must come all the same
        }
    }
}
