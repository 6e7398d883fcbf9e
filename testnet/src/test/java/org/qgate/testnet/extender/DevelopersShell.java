package org.qgate.testnet.extender;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import org.qgate.client.NodeShell;
import org.qgate.testnet.TestnetNode;

/** Somebody at a terminal in whose shell {@code extender:dev} runs, until Ctrl-C. */
final class DevelopersShell {
    private static final String BUILD = ".dev";
    private static final String CTRL_C = "\u0003";
    private static final int COLUMNS = 160;
    private static final int LINES = 50;

    private final TestnetNode node;
    private final NodeShell shell;
    private final PipedOutputStream keys = new PipedOutputStream();
    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();

    DevelopersShell(TestnetNode node, String command) throws IOException {
        this.node = node;
        shell = node.shell();
        PipedInputStream typed = new PipedInputStream(keys);
        Thread session = new Thread(() -> sit(typed), "guide-developer");
        session.setDaemon(true);
        session.start();
        type(command + "\r");
        EchoNode.await("it looks at the project", () -> screen().contains("Ctrl-C ends it"), this::screen);
    }

    private void sit(PipedInputStream typed) {
        try {
            shell.interact(typed, screen, "xterm", COLUMNS, LINES);
        } catch (IOException ended) {
            // The network is stopped, or nobody types any more: what was on the screen is looked at.
        }
    }

    private void type(String text) throws IOException {
        keys.write(text.getBytes(StandardCharsets.UTF_8));
        keys.flush();
    }

    private String screen() {
        return screen.toString(StandardCharsets.UTF_8);
    }

    /** Waits until a build runs, in probation or after it. */
    void awaitBuild() {
        EchoNode.await("a build is in office", () -> list().contains(BUILD), this::screen);
    }

    private String list() {
        return node.exec("extender:list").stdout();
    }

    /** Ends it; what was built is gone then. */
    void end() throws IOException {
        assertTrue(list().contains(BUILD), this::screen);
        type(CTRL_C);
        EchoNode.await("nothing is left of what was built", () -> !list().contains(BUILD), this::screen);
        shell.close();
    }
}
