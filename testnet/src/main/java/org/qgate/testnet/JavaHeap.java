package org.qgate.testnet;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What lives in the heap of a node's process, by the JDK's {@code jcmd}. The distribution forbids to attach: only a node
 * that was started with {@link #ATTACHABLE} answers.
 */
public final class JavaHeap {
    /** The option of Java that lets {@code jcmd} in; for {@link TestnetOptions#withJava}. */
    public static final String ATTACHABLE = "-XX:-DisableAttachMechanism";

    /** A generation's first address and the end of what it may grow to. */
    private static final Pattern GENERATION =
            Pattern.compile("(?:def new|tenured) generation .*\\[0x([0-9a-f]+), 0x[0-9a-f]+, 0x([0-9a-f]+)\\)");

    private final List<String> lines;

    private JavaHeap(List<String> lines) {
        this.lines = lines;
    }

    /** Collects all garbage of a process and counts what is left. */
    public static JavaHeap afterCollection(long pid) throws IOException {
        List<String> lines = ask(pid, "GC.class_histogram");
        if (lines.stream().noneMatch(line -> line.startsWith("Total"))) {
            throw new IOException("no histogram of process " + pid + ": " + lines);
        }
        return new JavaHeap(lines);
    }

    private static List<String> ask(long pid, String question) throws IOException {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        Process process = new ProcessBuilder(jcmd.toString(), Long.toString(pid), question)
                .redirectErrorStream(true)
                .start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return text.lines().map(String::strip).toList();
    }

    /** Returns how much of a process's resident memory is its heap, garbage included; the collector must be Serial. */
    public static long residentBytes(long pid) throws IOException {
        long from = Long.MAX_VALUE;
        long to = 0;
        for (String line : ask(pid, "GC.heap_info")) {
            Matcher bounds = GENERATION.matcher(line);
            if (bounds.matches()) {
                from = Math.min(from, Long.parseUnsignedLong(bounds.group(1), 16));
                to = Math.max(to, Long.parseUnsignedLong(bounds.group(2), 16));
            }
        }
        if (to == 0) {
            throw new IOException("no bounds of the heap of process " + pid);
        }
        return ProcessCost.residentBytes(pid, from, to);
    }

    /** Returns the bytes of all objects. */
    public long bytes() {
        String total = lines.stream()
                .filter(line -> line.startsWith("Total"))
                .findFirst()
                .orElseThrow();
        return Long.parseLong(total.split(" +")[2]);
    }

    /** Returns the classes that take most, with number and bytes. */
    public List<String> dearest(int classes) {
        return lines.stream()
                .filter(line -> line.matches("[0-9]+: .*"))
                .limit(classes)
                .toList();
    }
}
