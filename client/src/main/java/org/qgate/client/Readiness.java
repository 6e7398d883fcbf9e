package org.qgate.client;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.time.Duration;

/** Waits until a starting node answers its shell. */
public final class Readiness {
    /** The command gave exit code 0. */
    public static final int READY = 0;
    /** Time is up. */
    public static final int TOO_LATE = 1;
    /** The node's process ended. */
    public static final int ENDED = 2;

    private static final long POLL_MS = 50;
    private static final int CONNECT_MS = 500;

    private Readiness() {}

    /**
     * Asks again and again, cheaply: whose the folder is, then for the port, then with the command.
     *
     * @param pid the node's process
     * @param command what has to give exit code 0
     * @return {@link #READY}, {@link #TOO_LATE} or {@link #ENDED}
     */
    public static int await(NodeFiles files, long pid, Duration atMost, String command) throws IOException {
        long end = System.nanoTime() + atMost.toNanos();
        while (System.nanoTime() - end < 0) {
            if (ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty()) {
                return ENDED;
            }
            if (owns(files, pid) && listens(files.port()) && answers(files, end, command)) {
                return READY;
            }
            pause(POLL_MS);
        }
        return TOO_LATE;
    }

    /** Whether the folder belongs to this process and not to another one that runs already. */
    private static boolean owns(NodeFiles files, long pid) {
        try {
            return files.exist() && Files.readString(files.process()).strip().equals(Long.toString(pid));
        } catch (IOException notYet) {
            return false;
        }
    }

    private static boolean listens(int port) {
        try (Socket probe = new Socket()) {
            probe.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MS);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static boolean answers(NodeFiles files, long end, String command) {
        try (NodeShell shell = NodeShell.connect(files, left(end))) {
            return shell.exec(command, left(end)).exitCode() == 0;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static Duration left(long end) {
        return Duration.ofNanos(Math.max(Duration.ofMillis(CONNECT_MS).toNanos(), end - System.nanoTime()));
    }

    static void pause(long ms) {
        try {
            Thread.sleep(ms);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", stop);
        }
    }
}
