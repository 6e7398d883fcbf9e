package org.qgate.api.store;

import java.io.IOException;
import java.util.List;

/** One folder of files as the store needs it, so that a simulator can be one. Thread-safe. */
public interface Disk {
    /** Makes a file of zeros whose room is taken; fails if it exists. Its name is durable after {@link #syncFolder}. */
    DiskFile create(String name, long bytes) throws IOException;

    /** Opens a file that exists. */
    DiskFile open(String name) throws IOException;

    /** Lists the names of all files. */
    List<String> list() throws IOException;

    /** Deletes a file. */
    void delete(String name) throws IOException;

    /** Gives a file another name, in place of a file that has it. */
    void rename(String from, String to) throws IOException;

    /** Makes names durable. */
    void syncFolder() throws IOException;
}
