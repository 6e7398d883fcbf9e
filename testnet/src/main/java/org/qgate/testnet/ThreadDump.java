package org.qgate.testnet;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the threads of a node do that serve its shell, and those that hold what these wait for: evidence for failures. Java
 * prints it into the node's {@code console.log}, so it works where nobody may attach to the process.
 */
public final class ThreadDump {
    private static final long POLL_NS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long LONGEST_NS = TimeUnit.SECONDS.toNanos(5);
    private static final int MOST_LINES = 200;

    /** What follows the threads and the deadlocks. */
    private static final String END = "\nHeap\n";

    private static final Pattern BETWEEN = Pattern.compile("\n[ \t]*\n(?=\"|JNI|Found|Java|Heap)");

    private static final Pattern OF_THE_SHELL = Pattern.compile(
            "(?i)sshd|EPollPort|karaf[./](shell|jaas|util)|felix[./]gogo|jline|javax[./]security[./]auth|qgate[./]shell"
                    + "|^Found .*deadlock|^Java stack information");

    private static final Pattern WANTED = Pattern.compile("(?:waiting to lock|parking to wait for) +<(0x[0-9a-f]+)>");
    private static final Pattern HELD = Pattern.compile("- (?:locked )?<(0x[0-9a-f]+)>");

    private ThreadDump() {}

    /** Whether a failure says that somebody waited in vain. */
    public static boolean tells(Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof TimeoutException) {
                return true;
            }
        }
        return false;
    }

    /** Asks a node; returns a line with the reason when there is no answer. */
    public static String of(TestnetNode node) {
        Path console = node.dir().resolve("data").resolve("log").resolve("console.log");
        try {
            long from = Files.size(console);
            NodeSignal.QUIT.send(node);
            long end = System.nanoTime() + LONGEST_NS;
            String text = behind(console, from);
            while (!text.contains(END) && System.nanoTime() - end < 0) {
                LockSupport.parkNanos(POLL_NS);
                text = behind(console, from);
            }
            return "threads of node " + node.index() + " that serve its shell:\n" + restricted(text);
        } catch (IOException | TestnetException failed) {
            return "no thread dump of node " + node.index() + ": " + failed.getMessage();
        }
    }

    private static String behind(Path file, long from) throws IOException {
        try (RandomAccessFile text = new RandomAccessFile(file.toFile(), "r")) {
            text.seek(from);
            byte[] bytes = new byte[(int) (text.length() - from)];
            text.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    /** Returns the threads that matter, as many lines as a report bears. */
    static String restricted(String dump) {
        List<String> all = List.of(BETWEEN.split(dump.strip()));
        Set<String> wanted = new HashSet<>();
        List<String> kept = new ArrayList<>(
                all.stream().filter(each -> OF_THE_SHELL.matcher(each).find()).toList());
        for (boolean more = true; more; ) { // those who hold may wait themselves
            kept.forEach(each -> addAll(wanted, WANTED.matcher(each)));
            List<String> holders = all.stream()
                    .filter(each -> !kept.contains(each) && holds(each, wanted))
                    .toList();
            more = kept.addAll(holders);
        }
        List<String> lines =
                kept.stream().flatMap(each -> (each + "\n").lines()).toList();
        return String.join("\n", lines.subList(0, Math.min(MOST_LINES, lines.size())))
                + (lines.size() > MOST_LINES ? "\n… " + lines.size() + " lines" : "");
    }

    private static void addAll(Set<String> locks, Matcher found) {
        while (found.find()) {
            locks.add(found.group(1));
        }
    }

    private static boolean holds(String thread, Set<String> locks) {
        Set<String> held = new HashSet<>();
        addAll(held, HELD.matcher(thread));
        held.retainAll(locks);
        return !held.isEmpty();
    }
}
