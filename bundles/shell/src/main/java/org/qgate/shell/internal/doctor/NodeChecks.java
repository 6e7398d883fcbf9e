package org.qgate.shell.internal.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.qgate.api.base.HealthReport;
import org.qgate.api.base.HealthState;
import org.qgate.api.base.Installation.CoreBundle;
import org.qgate.api.crypto.CryptoStatus;
import org.qgate.api.dpn.DpnStatus;
import org.qgate.api.dpn.Rule;
import org.qgate.api.network.CircuitInfo;
import org.qgate.api.network.NodeStatus;
import org.qgate.api.network.SnapshotInfo;
import org.qgate.api.transport.PortInfo;
import org.qgate.api.transport.TransportStatus;
import org.qgate.shell.internal.view.Text;

/** Checks of the node itself. */
final class NodeChecks {
    private static final long SKEW_WARN_MS = 10_000;
    private static final long SKEW_FAIL_MS = 120_000;

    /**
     * What is checked; parts that are absent are null.
     *
     * @param circuits null when the overlay is absent
     */
    record Seen(
            List<HealthReport> health,
            List<CoreBundle> bundles,
            TransportStatus transport,
            NodeStatus node,
            List<CircuitInfo> circuits,
            CryptoStatus crypto,
            DpnStatus dpn,
            List<Rule> rules,
            long wallMs) {}

    private final Seen seen;

    NodeChecks(Seen seen) {
        this.seen = seen;
    }

    List<Finding> all() {
        List<Finding> findings = new ArrayList<>(List.of(health(), bundles(), listeners(), lateCalls()));
        overlay(findings, "bootstrap", this::bootstrap);
        overlay(findings, "clock", this::clock);
        overlay(findings, "snapshot", this::snapshot);
        overlay(findings, "links", this::links);
        overlay(findings, "circuits", this::circuits);
        overlay(findings, "queues", this::queues);
        findings.add(cipherSpeed());
        findings.add(exitPolicy());
        findings.add(rules());
        return findings;
    }

    private void overlay(List<Finding> findings, String check, Supplier<Finding> finding) {
        findings.add(
                seen.node() != null
                        ? finding.get()
                        : Finding.fail(
                                check, "the overlay is absent", "QG-BAS-0007", "node:status names what is missing"));
    }

    private Finding health() {
        List<HealthReport> bad = seen.health().stream()
                .filter(report -> report.state() != HealthState.OK)
                .toList();
        if (bad.isEmpty()) {
            return Finding.ok("health", seen.health().size() + " subsystems well");
        }
        HealthReport worst = bad.get(0);
        String evidence = bad.size() + " not well, worst " + worst.subsystem() + " " + worst.state();
        String fix = worst.advice().isEmpty() ? "node:status shows all" : worst.advice();
        boolean mayRecover = worst.state().compareTo(HealthState.TEMPORARILY_UNAVAILABLE) <= 0;
        return mayRecover
                ? Finding.warn("health", evidence, worst.message(), fix)
                : Finding.fail("health", evidence, worst.message(), fix);
    }

    private Finding bundles() {
        List<String> down = seen.bundles().stream()
                .filter(bundle -> !bundle.state().equals("ACTIVE"))
                .map(bundle -> bundle.symbolicName() + " " + bundle.state())
                .toList();
        if (seen.bundles().isEmpty()) {
            return Finding.fail("bundles", "none", "the release list is empty or unread", "see the log; reinstall");
        }
        return down.isEmpty()
                ? Finding.ok("bundles", seen.bundles().size() + " ACTIVE")
                : Finding.fail("bundles", String.join(", ", down), "it did not start", "bundle:diag");
    }

    private Finding listeners() {
        List<String> open = seen.transport().listeners().stream()
                .filter(port -> !port.name().equals("link"))
                .filter(port -> !port.local().address().isLoopback())
                .map(NodeChecks::describe)
                .toList();
        return open.isEmpty()
                ? Finding.ok("listeners", seen.transport().listeners().size() + ", proxies on loopback only")
                : Finding.warn(
                        "listeners",
                        String.join(", ", open),
                        "whoever reaches it uses the network as this node",
                        "set socks_listen and http_listen in etc/org.qgate.dpn.cfg to 127.0.0.1");
    }

    private static String describe(PortInfo port) {
        return port.name() + " " + port.local();
    }

    private Finding lateCalls() {
        long late = seen.transport().lateCallsRefused();
        return late == 0
                ? Finding.ok("late-calls", "none")
                : Finding.warn(
                        "late-calls", Long.toString(late), "a replaced part still called", "harmless if it stays");
    }

    private Finding bootstrap() {
        NodeStatus node = seen.node();
        String evidence = node.bootstrapPercent() + " %";
        return node.bootstrapPercent() == 100
                ? Finding.ok("bootstrap", evidence)
                : Finding.warn("bootstrap", evidence, node.bootstrapReason(), "wait; check network.json and the seeds");
    }

    private Finding clock() {
        long skew = Math.abs(seen.node().clockSkewMs());
        String evidence = Text.duration(skew) + " from its peers";
        if (skew < SKEW_WARN_MS) {
            return Finding.ok("clock", evidence);
        }
        String cause = "certificates and snapshots are judged by the clock";
        String fix = "timedatectl set-ntp true";
        return skew < SKEW_FAIL_MS
                ? Finding.warn("clock", evidence, cause, fix)
                : Finding.fail("clock", evidence, cause, fix);
    }

    private Finding snapshot() {
        SnapshotInfo snapshot = seen.node().snapshot();
        if (snapshot == null || snapshot.digest().isEmpty()) {
            return Finding.fail("snapshot", "none", "no path can be chosen", "check the seeds in etc/network.json");
        }
        String evidence = snapshot.relays() + " relays, " + snapshot.exits() + " exits, valid for "
                + Text.duration(Math.max(0, snapshot.validUntilMs() - seen.wallMs()));
        if (snapshot.validUntilMs() <= seen.wallMs()) {
            return Finding.fail("snapshot", evidence, "it expired: no new circuits", "check the clock and the signers");
        }
        return snapshot.freshUntilMs() <= seen.wallMs()
                ? Finding.warn("snapshot", evidence, "no newer one was found", "check the links to relays")
                : Finding.ok("snapshot", evidence);
    }

    private Finding links() {
        int links = seen.node().links();
        return links > 0
                ? Finding.ok("links", links + " links")
                : Finding.fail("links", "none", "no neighbour answers", "check firewall and seeds; peer:list");
    }

    private Finding circuits() {
        boolean client = seen.node().roles().contains("client");
        long open = seen.circuits() == null
                ? 0
                : seen.circuits().stream()
                        .filter(circuit -> circuit.state().equals("OPEN"))
                        .count();
        String evidence = open + " open";
        return open > 0 || !client
                ? Finding.ok("circuits", evidence)
                : Finding.fail("circuits", evidence, seen.node().bootstrapReason(), "circuit:build shows the reason");
    }

    private Finding queues() {
        NodeStatus node = seen.node();
        String evidence = Text.bytes(node.memoryBytes()) + " of " + Text.bytes(node.memoryCapBytes());
        return node.memoryBytes() * 10 < node.memoryCapBytes() * 8 || node.memoryCapBytes() == 0
                ? Finding.ok("queues", evidence)
                : Finding.warn("queues", evidence, "circuits will be closed to make room", "raise the memory cap");
    }

    private Finding cipherSpeed() {
        if (seen.crypto() == null) {
            return Finding.fail("cipher-speed", "crypto is absent", "QG-BAS-0007", "node:status names what is missing");
        }
        return seen.crypto().algorithms().stream()
                .filter(each -> each.name().toUpperCase(Locale.ROOT).contains("AES") && each.megabytesPerSecond() > 0)
                .findFirst()
                .map(NodeChecks::judge)
                .orElse(Finding.skipped("cipher-speed", "not measured"));
    }

    /**
     * The figure is taken at start, before anything is compiled, so the provider decides: AES in Java is slow for good.
     */
    private static Finding judge(CryptoStatus.Algorithm aes) {
        String evidence = aes.name() + " by " + aes.provider() + ", " + Math.round(aes.megabytesPerSecond())
                + " MB/s when it started";
        return aes.provider().startsWith("BouncyCastle")
                ? Finding.warn(
                        "cipher-speed", evidence, "the path will be slow", "use a JDK whose own provider has AES-GCM")
                : Finding.ok("cipher-speed", evidence);
    }

    private Finding exitPolicy() {
        DpnStatus dpn = seen.dpn();
        if (dpn == null) {
            return Finding.fail("exit-policy", "dpn is absent", "QG-BAS-0007", "node:status names what is missing");
        }
        if (!dpn.exit()) {
            return Finding.ok("exit-policy", "no exit");
        }
        return dpn.allowedRanges().isEmpty()
                ? Finding.ok("exit-policy", dpn.exitPorts().size() + " port ranges, public addresses only")
                : Finding.warn(
                        "exit-policy",
                        "allows " + String.join(", ", dpn.allowedRanges()),
                        "clients reach these through this node",
                        "empty exit_allow_ranges in etc/org.qgate.dpn.cfg unless this is meant");
    }

    private Finding rules() {
        if (seen.rules() == null) {
            return Finding.skipped("rules", "dpn is absent");
        }
        long bare = seen.rules().stream()
                .filter(rule -> rule.action().equals("direct") || rule.action().equals("1"))
                .count();
        return bare == 0
                ? Finding.ok("rules", seen.rules().size() + " rules")
                : Finding.warn(
                        "rules",
                        bare + " of " + seen.rules().size() + " are direct or one hop",
                        "these destinations see this node or are seen by one relay",
                        "dpn:rule-list, dpn:rule-remove");
    }
}
