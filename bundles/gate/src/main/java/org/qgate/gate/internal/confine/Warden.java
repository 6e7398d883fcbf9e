package org.qgate.gate.internal.confine;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The shell beside the process of an extender. It outlives the node by the time that it takes to notice, and nothing outlives
 * it. Thread-safe.
 */
final class Warden {
    /** No status of a process. */
    static final int UNKNOWN = -1;

    private static final String SCRIPT = script();
    private static final Pattern CHILD = Pattern.compile("\"child-pid\": *([0-9]{1,10})\\b");
    private static final Pattern EXIT = Pattern.compile("exit ([0-9]{1,3})");
    /** Blocks of {@code ulimit -f}, by POSIX. */
    private static final int BLOCK = 512;

    private final Process shell;
    private final BufferedReader facts;
    private final OutputStream orders;
    private final Map<Pattern, Long> found = new HashMap<>();

    private Warden(Process shell) {
        this.shell = shell;
        facts = new BufferedReader(new InputStreamReader(shell.getInputStream(), StandardCharsets.US_ASCII));
        orders = shell.getOutputStream();
    }

    /**
     * Begins it.
     *
     * @param secret one line for the process
     * @param command of bubblewrap
     */
    static Warden begin(Path filter, Limits limits, String secret, List<String> command) throws IOException {
        List<String> line = new ArrayList<>(List.of("/bin/sh", "-c", SCRIPT, "qgate-warden", filter.toString()));
        line.add(Integer.toString(limits.openFiles()));
        line.add(Long.toString(Limits.TMP_BYTES / BLOCK));
        line.add(Long.toString(limits.addressKiB()));
        line.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(line).directory(Path.of("/").toFile());
        builder.environment().keySet().removeIf(name -> !name.equals("PATH"));
        Warden warden = new Warden(builder.start());
        warden.order(secret);
        return warden;
    }

    private static String script() {
        try (InputStream in = Warden.class.getResourceAsStream("warden.sh")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Waits until the process has been made; returns its number, or 0 when there will be none. */
    long pid() {
        return fact(CHILD).orElse(0);
    }

    /** Waits for the end of everything; returns the process's status, or {@link #UNKNOWN} when nobody could say. */
    int status() {
        return (int) fact(EXIT).orElse(UNKNOWN);
    }

    /** Reads until one is found; whatever else is found is remembered, for two threads may wait for different ones. */
    private OptionalLong fact(Pattern wanted) {
        synchronized (found) {
            try {
                while (!found.containsKey(wanted)) {
                    String line = facts.readLine();
                    if (line == null) {
                        break;
                    }
                    remember(line);
                }
            } catch (IOException gone) {
                // Whoever closed it has ended it: what was found is all.
            }
            Long value = found.get(wanted);
            return value == null ? OptionalLong.empty() : OptionalLong.of(value);
        }
    }

    private void remember(String line) {
        for (Pattern each : List.of(CHILD, EXIT)) {
            Matcher matcher = each.matcher(line);
            if (matcher.find()) {
                found.put(each, Long.valueOf(matcher.group(1)));
            }
        }
    }

    /** Returns what the process prints; ends when it has ended. */
    InputStream words() {
        return shell.getErrorStream();
    }

    /** Stops all threads of the process. */
    void pause(long pid) {
        order("STOP " + pid);
    }

    /** Lets them go on. */
    void resume(long pid) {
        order("CONT " + pid);
    }

    /** Bounds its threads; where the node is root, or the kernel is older than 5.14, only address space bounds them. */
    void threads(long pid, int most) {
        order("THREADS " + pid + " " + most);
    }

    private synchronized void order(String line) {
        try {
            orders.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            orders.flush();
        } catch (IOException gone) {
            // It has ended, and what it held with it.
        }
    }

    /** Ends the process. */
    synchronized void end() {
        try {
            orders.close();
        } catch (IOException gone) {
            // It has ended already.
        }
    }

    /** Ends the shell itself, with which everything else ends. */
    void destroy() {
        shell.destroyForcibly();
    }

    /** Waits until the shell is gone as well; false when it is not. */
    boolean gone(long atMostMs) {
        try {
            return shell.waitFor(atMostMs, TimeUnit.MILLISECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
