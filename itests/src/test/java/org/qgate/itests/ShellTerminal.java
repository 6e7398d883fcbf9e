package org.qgate.itests;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.qgate.client.NodeFiles;
import org.qgate.client.NodeShell;

/** Somebody at a terminal in the node's interactive shell: types, and waits for what the screen shows. */
final class ShellTerminal implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long LOOK_NS = TimeUnit.MILLISECONDS.toNanos(20);

    private final PipedOutputStream keyboard = new PipedOutputStream();
    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
    private final NodeShell shell;
    private final Thread session;
    private int seen;

    ShellTerminal(NodeFiles files) throws IOException {
        shell = NodeShell.connect(files, PATIENCE);
        PipedInputStream typed = new PipedInputStream(keyboard, 1 << 12);
        session = new Thread(() -> interact(typed), "shell-terminal");
        session.setDaemon(true);
        session.start();
    }

    private void interact(PipedInputStream typed) {
        try {
            shell.interact(typed, screen, "dumb", 200, 50);
        } catch (IOException ended) {
            screen.writeBytes(("\nended: " + ended).getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Types a line. */
    ShellTerminal type(String line) throws IOException {
        keyboard.write((line + "\r").getBytes(StandardCharsets.UTF_8));
        keyboard.flush();
        return this;
    }

    /** Waits until the screen shows a text behind what was waited for last. */
    ShellTerminal await(String text) {
        long endNs = System.nanoTime() + PATIENCE.toNanos();
        while (screen().indexOf(text, seen) < 0) {
            if (System.nanoTime() - endNs > 0) {
                fail("the screen does not show '" + text + "':\n" + screen());
            }
            LockSupport.parkNanos(LOOK_NS);
        }
        seen = screen().indexOf(text, seen) + text.length();
        return this;
    }

    /** Returns all that the screen has shown. */
    String screen() {
        return screen.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        shell.close();
        keyboard.close();
    }
}
