package org.qgate.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.sshd.client.SshClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.qgate.client.NodeShell;

/** Neither the node's shell nor its clients lose an event, although Java's asynchronous channels would. */
@Timeout(120)
final class LostEventIT {
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();
    private static final List<String> PROGRAM = List.of(
            "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
            "-cp",
            String.join(":", place(LostEvent.class), place(NodeShell.class), place(SshClient.class)),
            LostEvent.class.getName());

    private static String place(Class<?> type) {
        return Path.of(URI.create(
                        type.getProtectionDomain().getCodeSource().getLocation().toString()))
                .toString();
    }

    private static int exitCode(List<String> command, List<String> more) throws Exception {
        List<String> all = new ArrayList<>(command);
        all.addAll(more);
        return new ProcessBuilder(all).inheritIO().start().waitFor();
    }

    @Test
    void shouldNotLoseAnEventWithTheOptionsOfANode() throws Exception {
        TestNode node = TestNode.unpack(
                Files.createTempDirectory(Path.of("target"), "options").toAbsolutePath());
        String script = ". \"$1/bin/setenv\"; shift; java=$1; shift; exec \"$java\" $JAVA_OPTS \"$@\"";
        List<String> command =
                List.of("/bin/bash", "-c", script, "node", node.home().toString(), JAVA);
        assertEquals(0, exitCode(command, PROGRAM));
    }

    @Test
    void shouldNotLoseAnEventWhereTheShellOfANodeIsUsed() throws Exception {
        List<String> program = new ArrayList<>(PROGRAM);
        program.add(NodeShell.class.getName());
        assertEquals(0, exitCode(List.of(JAVA), program));
    }
}
