package org.qgate.testnet;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.qgate.client.NodeFiles;
import org.qgate.client.NodeShell;
import org.qgate.common.json.Json;

/**
 * One node of a network.
 *
 * @param nodeId null until it is known
 * @param link where it accepts links, null for a client
 * @param socks where it serves SOCKS5, or null
 * @param http where it serves HTTP CONNECT, or null
 */
public record TestnetNode(
        int index,
        String nodeId,
        List<String> roles,
        String link,
        String socks,
        String http,
        int ssh,
        ProcessMark process,
        Path dir) {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofMinutes(10);

    static TestnetNode of(NodePlan plan, ProcessMark process) {
        return new TestnetNode(
                plan.index(),
                null,
                plan.roles(),
                plan.link(),
                plan.socks(),
                plan.http(),
                plan.ssh(),
                process,
                plan.dir());
    }

    TestnetNode named(String id) {
        return new TestnetNode(index, id, roles, link, socks, http, ssh, process, dir);
    }

    TestnetNode withProcess(ProcessMark mark) {
        return new TestnetNode(index, nodeId, roles, link, socks, http, ssh, mark, dir);
    }

    /** Whether its process runs. */
    public boolean alive() {
        return process.alive(dir);
    }

    /** Opens a session with its shell. */
    public NodeShell shell() throws IOException {
        return NodeShell.connect(files(), CONNECT);
    }

    NodeFiles files() throws IOException {
        return NodeFiles.of(dir);
    }

    /** Runs a shell command. When the node does not answer in time the failure shows what its shell's threads do. */
    public NodeShell.Result exec(String command) {
        try (NodeShell shell = shell()) {
            return shell.exec(command, LONGEST);
        } catch (IOException failed) {
            String why = ThreadDump.tells(failed) ? "\n" + ThreadDump.of(this) : "";
            throw new TestnetException("node " + index + ": " + failed.getMessage() + why, true, failed);
        }
    }

    /**
     * Runs a shell command that prints one JSON document.
     *
     * @throws TestnetException when its exit code is not 0
     */
    public Map<String, Object> json(String command) {
        NodeShell.Result result = exec(command);
        if (result.exitCode() != 0) {
            throw new TestnetException("node " + index + ": '" + command + "' ended with " + result.exitCode() + ": "
                    + result.stderr() + result.stdout());
        }
        return object(result.stdout());
    }

    @SuppressWarnings("unchecked") // the documents of the shell are objects
    static Map<String, Object> object(String text) {
        return (Map<String, Object>) Json.read(text);
    }
}
