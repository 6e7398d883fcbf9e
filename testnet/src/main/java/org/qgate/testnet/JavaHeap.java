package org.qgate.testnet;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * What lives in the heap of a node's process, by the JDK's {@code jcmd}. The distribution forbids to attach: only a node
 * that was started with {@link #ATTACHABLE} answers.
 */
public final class JavaHeap {
    /** The option of Java that lets {@code jcmd} in; for {@link TestnetOptions#withJava}. */
    public static final String ATTACHABLE = "-XX:-DisableAttachMechanism";

    private final List<String> lines;

    private JavaHeap(List<String> lines) {
        this.lines = lines;
    }

    /** Collects all garbage of a process and counts what is left. */
    public static JavaHeap afterCollection(long pid) throws IOException {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        Process process = new ProcessBuilder(jcmd.toString(), Long.toString(pid), "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        List<String> lines = text.lines().map(String::strip).toList();
        if (lines.stream().noneMatch(line -> line.startsWith("Total"))) {
            throw new IOException("no histogram of process " + pid + ": " + text.strip());
        }
        return new JavaHeap(lines);
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
