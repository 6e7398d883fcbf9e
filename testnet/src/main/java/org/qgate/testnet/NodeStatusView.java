package org.qgate.testnet;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.qgate.client.NodeShell;

/** What a test network needs of {@code node:status --json}. */
record NodeStatusView(String nodeId, int percent, String reason, int relays, int exits) {
    static final String COMMAND = "node:status --json";
    private static final Duration LONGEST = Duration.ofSeconds(15);

    /** Asks a node; empty while it does not answer. */
    static Optional<NodeStatusView> of(TestnetNode node) {
        try {
            if (!node.files().exist()) {
                return Optional.empty();
            }
            try (NodeShell shell = node.shell()) {
                NodeStatusView status = of(shell.exec(COMMAND, LONGEST));
                return status.nodeId == null ? Optional.empty() : Optional.of(status);
            }
        } catch (IOException notYet) {
            return Optional.empty();
        }
    }

    /** Asks once more and returns what hinders the answer: for messages. */
    static String trouble(TestnetNode node) {
        try {
            if (!node.files().exist()) {
                return "it has not made its keys yet";
            }
            try (NodeShell shell = node.shell()) {
                NodeShell.Result result = shell.exec(COMMAND, LONGEST);
                return "'" + COMMAND + "' ended with " + result.exitCode() + ": "
                        + (result.stderr() + result.stdout()).strip();
            }
        } catch (IOException failed) {
            return "its shell does not answer: " + failed.getMessage();
        }
    }

    static NodeStatusView of(NodeShell.Result result) {
        if (result.exitCode() != 0 || !result.stdout().stripLeading().startsWith("{")) {
            return new NodeStatusView(null, 0, "its status is not available yet", 0, 0);
        }
        Map<String, Object> document = TestnetNode.object(result.stdout());
        Map<?, ?> node = document.get("node") instanceof Map<?, ?> map ? map : Map.of();
        Map<?, ?> snapshot = node.get("snapshot") instanceof Map<?, ?> map ? map : Map.of();
        return new NodeStatusView(
                text(node, "nodeId"),
                number(document.get("bootstrapPercent")),
                text(document, "bootstrapReason"),
                number(snapshot.get("relays")),
                number(snapshot.get("exits")));
    }

    private static String text(Map<?, ?> document, String name) {
        return document.get(name) instanceof String value ? value : null;
    }

    private static int number(Object value) {
        return value instanceof Long number ? number.intValue() : 0;
    }
}
