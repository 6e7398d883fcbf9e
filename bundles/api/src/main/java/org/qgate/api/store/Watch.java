package org.qgate.api.store;

import java.util.List;

/** What changed in a map, kept until somebody asks. Thread-safe. */
public interface Watch extends AutoCloseable {
    /** So many changes are kept. */
    int KEPT = 1024;

    /** Returns the changes since the last call, in order. */
    List<Change> poll();

    /** Returns whether changes were lost since the last call, because more than {@link #KEPT} waited: read the map. */
    boolean lost();

    @Override
    void close();
}
