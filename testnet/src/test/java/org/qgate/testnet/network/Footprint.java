package org.qgate.testnet.network;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.qgate.testnet.TestnetNode;

/**
 * What a node's process holds on to: threads by name (workers come and go, so their numbers say nothing), open files, and live objects by class, counted after a full
 * collection.
 */
record Footprint(Map<String, Integer> threads, int files, Map<String, Objects> classes, long bytes) {
    private static final Pattern THREAD = Pattern.compile("^\"(.*)\" (#[0-9]+ )?(\\[[0-9]+\\] )?(daemon )?prio=");
    private static final Pattern ROW = Pattern.compile("^ *[0-9]+: +([0-9]+) +([0-9]+) +(\\S+).*");
    private static final Pattern TOTAL = Pattern.compile("^Total +[0-9]+ +([0-9]+)$");

    /** The shell's own threads, one set for each session: whoever looks makes them. */
    private static final Pattern LOOKING = Pattern.compile("session-.*|sshd-.*|.*CompilerThread.*|Attach Listener");

    /** Live objects of one class. */
    record Objects(long count, long bytes) {
        static final Objects NONE = new Objects(0, 0);
    }

    /** Looks at a node that was started with its attach mechanism on. */
    static Footprint of(TestnetNode node) throws Exception {
        long pid = node.process().pid();
        Program jcmd = Program.run(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(pid),
                "GC.class_histogram\nThread.print");
        if (jcmd.exitCode() != 0) {
            throw new IOException("jcmd: " + jcmd.text() + jcmd.err());
        }
        Map<String, Integer> threads = new TreeMap<>();
        Map<String, Objects> classes = new TreeMap<>();
        long bytes = 0;
        for (String line : jcmd.text().lines().toList()) {
            Matcher thread = THREAD.matcher(line);
            Matcher row = ROW.matcher(line);
            Matcher total = TOTAL.matcher(line);
            if (thread.find()) {
                if (!LOOKING.matcher(thread.group(1)).matches()) {
                    threads.merge(thread.group(1).replaceAll("[0-9]+", "#"), 1, Integer::sum);
                }
            } else if (row.matches()) {
                classes.put(row.group(3), new Objects(Long.parseLong(row.group(1)), Long.parseLong(row.group(2))));
            } else if (total.matches()) {
                bytes = Long.parseLong(total.group(1));
            }
        }
        if (threads.isEmpty() || bytes == 0) {
            throw new IOException("not understood: " + jcmd.text());
        }
        return new Footprint(threads, openFiles(pid), classes, bytes);
    }

    static int openFiles(long pid) throws IOException {
        try (Stream<Path> files = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
            return (int) files.count();
        }
    }

    /** Returns how many more objects of each class there are than before, the class with most first. */
    List<Map.Entry<String, Long>> grownSince(Footprint before) {
        Map<String, Long> grown = new TreeMap<>();
        classes.forEach((name, now) -> grown.put(
                name,
                now.count() - before.classes.getOrDefault(name, Objects.NONE).count()));
        return grown.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .toList();
    }
}
