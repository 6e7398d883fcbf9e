package org.qgate.gate.internal.confine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.qgate.gate.Confinement;

/**
 * What holds processes on this machine, once it was tried.
 *
 * @param bubblewrap with its arguments
 * @param java what is begun in it
 * @param jars what the process is shown of the distribution, by the path that it sees
 * @param filter file with the system calls that it has
 * @param found what is said of it
 */
record Machine(Bubblewrap bubblewrap, JavaCommand java, Map<String, Path> jars, Path filter, Confinement found) {
    /** Where the process finds what it is shown. */
    static final String SHOWN = "/extender/";

    static final String SOCKET = SHOWN + "node";
    static final String JAR = SHOWN + "package.jar";

    /** Returns the jars of a folder, by the path that the process sees. */
    static Map<String, Path> jars(Path folder) throws IOException {
        Map<String, Path> out = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(file -> file.toString().endsWith(".jar"))
                    .forEach(file -> out.put(SHOWN + file.getFileName(), file));
        }
        return out;
    }

    /** Returns the command line of one that runs an extender. */
    List<String> extender(Limits limits, Path jar, Path socket) {
        Map<String, Path> files = new TreeMap<>(jars);
        files.put(JAR, jar);
        return bubblewrap.command(java.runtime(), files, Map.of(SOCKET, socket), java.extender(limits, SOCKET, JAR));
    }

    /** Returns the command line of one that begins and ends. */
    List<String> probe(Limits limits) {
        return bubblewrap.command(java.runtime(), jars, Map.of(), java.probe(limits));
    }
}
