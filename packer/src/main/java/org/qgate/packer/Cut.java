package org.qgate.packer;

import java.util.Map;
import org.qgate.packer.prune.Pruned;

/**
 * What was left out of a jar.
 *
 * @param classesBefore number of classes in the jar
 * @param classes number of classes in the package
 * @param bytesBefore of all files in the jar, unpacked
 * @param bytes of all files in the package, unpacked
 * @param quiet whether stand-ins take what libraries log
 */
public record Cut(int classesBefore, int classes, long bytesBefore, long bytes, boolean quiet) {
    static Cut between(Map<String, byte[]> before, Pruned after) {
        return new Cut(classes(before), classes(after.files()), bytes(before), bytes(after.files()), after.quiet());
    }

    private static int classes(Map<String, byte[]> files) {
        return (int)
                files.keySet().stream().filter(name -> name.endsWith(".class")).count();
    }

    private static long bytes(Map<String, byte[]> files) {
        return files.values().stream().mapToLong(content -> content.length).sum();
    }

    /** Returns it in a line for authors. */
    public String line() {
        String what = "classes " + classesBefore + " -> " + classes + ", bytes " + bytesBefore + " -> " + bytes;
        return quiet ? what + "; what libraries log by java.util.logging goes nowhere" : what;
    }
}
