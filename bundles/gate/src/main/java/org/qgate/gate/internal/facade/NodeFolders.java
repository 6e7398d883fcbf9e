package org.qgate.gate.internal.facade;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Folders of the node's own: no file that an operator names for an extender lies there. */
public record NodeFolders(List<Path> paths) {
    /** Copies the list. */
    public NodeFolders {
        paths = List.copyOf(paths);
    }

    /** Whether a path without links lies in one of them, wherever links lead to them. */
    boolean hold(Path real) throws IOException {
        for (Path each : paths) {
            if (Files.exists(each) && real.startsWith(each.toRealPath())) {
                return true;
            }
        }
        return false;
    }
}
