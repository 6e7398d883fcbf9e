package org.qgate.shell.internal.view;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.qgate.api.base.HealthReport;
import org.qgate.api.base.HealthState;
import org.qgate.api.base.Installation;
import org.qgate.api.crypto.CryptoStatus;
import org.qgate.api.local.LocalStatus;
import org.qgate.api.network.NodeStatus;
import org.qgate.api.network.SnapshotInfo;
import org.qgate.api.transport.TransportStatus;

/** The parts of {@code node:status} for people. */
public final class StatusView {
    /** Said instead of a bootstrap reason. */
    public static final String NO_OVERLAY = "the overlay is not available at the moment (QG-BAS-0007)";

    private StatusView() {}

    /** Health, the worst first. */
    public static View health(HealthState worst, List<HealthReport> reports) {
        List<HealthReport> notWell = reports.stream()
                .filter(report -> report.state() != HealthState.OK)
                .toList();
        return (out, terminal) -> {
            new Facts()
                    .fact("health", worst + (notWell.isEmpty() ? "" : ", " + notWell.size() + " report(s)"))
                    .print(out, terminal);
            for (HealthReport report : notWell) {
                String code = report.code().isEmpty() ? "" : report.code() + " ";
                // Messages of errors begin with their code already.
                String said = report.message().startsWith(report.code()) ? report.message() : code + report.message();
                out.println(Text.clean("  " + report.state() + " " + report.subsystem() + ": "
                        + Text.sentences(said, report.advice())));
            }
        };
    }

    /** The overlay. */
    public static View node(NodeStatus node) {
        if (node == null) {
            return new Facts().fact("node", NO_OVERLAY);
        }
        return new Facts()
                .fact("bootstrap", node.bootstrapPercent() + " % " + node.bootstrapReason())
                .fact("node", node.nodeId())
                .fact("network", node.networkId())
                .fact("roles", String.join(", ", node.roles()))
                .fact("links", listening(node))
                .fact("snapshot", snapshot(node.snapshot()))
                .fact(
                        "circuits",
                        node.circuits() + " own, " + node.relayedCircuits() + " relayed, " + node.streams()
                                + " streams")
                .fact(
                        "clock",
                        node.clockSkewMs() == 0
                                ? "no skew seen"
                                : Text.duration(Math.abs(node.clockSkewMs()))
                                        + (node.clockSkewMs() > 0 ? " ahead of its peers" : " behind its peers"))
                .fact("queues", Text.bytes(node.memoryBytes()) + " of " + Text.bytes(node.memoryCapBytes()))
                .fact("uptime", Text.duration(node.uptimeMs()) + (node.draining() ? ", draining" : ""));
    }

    private static String listening(NodeStatus node) {
        String where = node.linkListen() == null ? "not listening" : "listening on " + node.linkListen();
        String said = node.linkAdvertise().isEmpty()
                ? ""
                : ", advertised as "
                        + node.linkAdvertise().stream().map(Object::toString).collect(Collectors.joining(", "));
        return node.links() + ", " + where + said;
    }

    private static String snapshot(SnapshotInfo snapshot) {
        if (snapshot == null || snapshot.digest().isEmpty()) {
            return "none";
        }
        return snapshot.digest().substring(0, Math.min(8, snapshot.digest().length())) + ", " + snapshot.relays()
                + " relays, " + snapshot.exits() + " exits, " + snapshot.signatures() + " signature(s)";
    }

    /** Distribution, sockets, link suite. */
    public static View machine(Installation installation, TransportStatus transport, CryptoStatus crypto) {
        return new Facts()
                .fact("version", installation.version())
                .fact(
                        "transport",
                        transport.implementation() + ", " + transport.connections() + " connections, "
                                + Text.bytes(transport.bytesIn()) + " in, " + Text.bytes(transport.bytesOut())
                                + " out, "
                                + Text.bytes(transport.bufferedBytes()) + " of " + Text.bytes(transport.budgetBytes())
                                + " buffered")
                .fact(
                        "crypto",
                        crypto == null ? "not available at the moment" : "link suite " + crypto.recommendedSuite())
                .fact("randomness", crypto == null ? "not available at the moment" : mixed(crypto.randomness()));
    }

    private static String mixed(CryptoStatus.Randomness of) {
        String quantum = of.quantum()
                ? "quantum randomness mixed in, last " + Text.moment(of.lastQuantumWallMs())
                : "no quantum randomness";
        String others = of.otherSeeds() == 0 ? "" : ", " + of.otherSeeds() + " other seeds";
        String failure = of.failure().isEmpty() ? "" : " (" + of.failure() + ")";
        return "the operating system's " + of.system() + ", " + quantum + others + failure;
    }

    /** The doors for programs of this machine. */
    public static View local(LocalStatus local) {
        if (local == null) {
            return new Facts().fact("programs", "nobody tells of the doors for local programs");
        }
        String https = local.address().isEmpty()
                ? "HTTPS " + (local.reason().isEmpty() ? "off" : "not open: " + local.reason())
                : "https://" + local.address() + ", " + local.requests() + " requests, " + local.refused() + " refused";
        Facts facts = new Facts().fact("programs", https);
        if (!local.fingerprint().isEmpty()) {
            facts.fact(
                    "certificate",
                    "SHA-256 " + local.fingerprint() + " until " + Text.moment(local.certificateEndsWallMs()));
        }
        if (!local.fifo().isEmpty()) {
            facts.fact("fifo", local.fifo() + ", " + Text.bytes(local.fifoBytes()) + " written");
        }
        return facts;
    }

    /** Which provider serves which algorithm, and how fast. */
    public static View algorithms(CryptoStatus crypto) {
        Table table = new Table("no algorithms", "algorithm", "provider", "speed");
        if (crypto != null) {
            crypto.algorithms()
                    .forEach(each -> table.row(
                            each.name(),
                            each.provider(),
                            each.megabytesPerSecond() > 0
                                    ? String.format(Locale.ROOT, "%.0f MB/s", each.megabytesPerSecond())
                                    : "-"));
        }
        return table;
    }

    /** The swappable bundles. */
    public static View bundles(Installation installation) {
        Table table = new Table("no swappable bundles", "bundle", "version", "state");
        installation.coreBundles().forEach(each -> table.row(each.symbolicName(), each.version(), each.state()));
        return table;
    }
}
