package org.qgate.shell.internal.command.extender;

import java.nio.file.Files;
import java.nio.file.Path;
import org.qgate.shell.internal.UsageException;

/** A file that an operator names: by its absolute path, for the node's working folder is no place that an operator knows. */
final class OperatorFile {
    private OperatorFile() {}

    /** Whether a text names a file rather than an extender. */
    static boolean looksLikeOne(String named) {
        return named.endsWith(".qsx") || named.contains("/");
    }

    /**
     * Finds it.
     *
     * @throws UsageException when it is not there
     */
    static Path find(String named) {
        Path file = Path.of(named);
        if (!file.isAbsolute() || !Files.isRegularFile(file)) {
            throw new UsageException("a file is named by its absolute path; there is none at " + named);
        }
        return file.normalize();
    }
}
