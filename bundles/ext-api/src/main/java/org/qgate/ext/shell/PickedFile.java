package org.qgate.ext.shell;

import org.osgi.annotation.versioning.ProviderType;

/**
 * A file that an operator named for one run of a command: naming it is the consent. Whether it can be read or written is
 * what the command's argument says; it is closed when the command returns. What was written appears under its name only
 * once the command has returned well. Thread-safe.
 */
@ProviderType
public interface PickedFile {
    /** Returns the last part of its path. */
    String name();

    /** Returns its size in bytes: of one that is written, what was written so far. */
    long size();

    /**
     * Reads.
     *
     * @param offset 0 or more
     * @param most 1 to 1,048,576 bytes
     * @return fewer bytes than asked for only at its end, none behind it
     * @throws org.qgate.ext.RefusedException DENIED when it is there to be written, INVALID, FAILED, CLOSED
     */
    byte[] read(long offset, int most);

    /**
     * Writes at its end.
     *
     * @param bytes at most 1,048,576
     * @throws org.qgate.ext.RefusedException DENIED when it is there to be read, INVALID, LIMIT after 1 GiB, FAILED, CLOSED
     */
    void write(byte[] bytes);
}
