package org.qgate.testnet;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Starts one node as a process of its own. */
final class NodeProcess {
    /** Session of its own, so that Ctrl-C and hang-ups of the caller's terminal do not reach a node that should go on. */
    private static final Path SETSID = Path.of("/usr/bin/setsid");

    private NodeProcess() {}

    static ProcessMark start(NodePlan plan, TestnetOptions options, Path home) throws IOException {
        return ProcessMark.of(launch(plan, options, home).pid())
                .orElseThrow(
                        () -> new TestnetException("node " + plan.index() + " ended at once; see " + console(plan)));
    }

    private static File console(NodePlan plan) {
        return plan.dir().resolve("data").resolve("log").resolve("console.log").toFile();
    }

    static Process launch(NodePlan plan, TestnetOptions options, Path home) throws IOException {
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(SETSID)) {
            command.add(SETSID.toString());
        }
        command.addAll(NodeCommand.of(options, home, plan.dir()));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(plan.dir().toFile());
        Map<String, String> environment = builder.environment();
        new TreeMap<>(environment)
                .keySet().stream()
                        .filter(name -> name.startsWith("KARAF_")
                                || name.equals("JAVA_OPTS")
                                || name.equals("JAVA_TOOL_OPTIONS"))
                        .forEach(environment::remove);
        Process process = builder.redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(console(plan))
                .start();
        // Where bin/qgate of the distribution looks, so that it works on this node too.
        Files.writeString(plan.dir().resolve("data").resolve("qgate.pid"), process.pid() + "\n");
        return process;
    }
}
