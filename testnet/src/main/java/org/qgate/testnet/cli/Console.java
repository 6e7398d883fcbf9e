package org.qgate.testnet.cli;

import java.util.List;
import java.util.Map;
import org.qgate.common.json.Json;
import org.qgate.testnet.Progress;

/** What people and scripts see: one document, or a table. */
final class Console {
    private Console() {}

    /** Returns a progress that writes timed lines to the error stream. */
    static Progress progress() {
        long start = System.nanoTime();
        return line -> System.err.printf("%6.1f s  %s%n", (System.nanoTime() - start) / 1e9, line);
    }

    static void network(Map<String, Object> document, boolean json) {
        if (json) {
            System.out.println(Json.write(document));
            return;
        }
        System.out.println("folder " + document.get("dir"));
        System.out.printf(
                "%-3s %-22s %-8s %-18s %-18s %-18s %-6s %s%n",
                "", "ROLES", "PID", "LINK", "SOCKS", "HTTP", "SSH", "ID");
        for (Object each : (List<?>) document.get("nodes")) {
            Map<?, ?> node = (Map<?, ?>) each;
            boolean gone = Boolean.FALSE.equals(node.get("alive"));
            System.out.printf(
                    "%-3s %-22s %-8s %-18s %-18s %-18s %-6s %s%n",
                    node.get("index"),
                    String.join(
                            ",",
                            ((List<?>) node.get("roles"))
                                    .stream().map(Object::toString).toList()),
                    gone ? "ended" : node.get("pid"),
                    orDash(node.get("link")),
                    orDash(node.get("socks")),
                    orDash(node.get("http")),
                    node.get("ssh"),
                    orDash(node.get("nodeId")));
        }
    }

    private static Object orDash(Object value) {
        return value == null ? "-" : value;
    }
}
