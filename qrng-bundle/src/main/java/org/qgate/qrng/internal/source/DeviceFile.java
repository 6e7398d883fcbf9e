package org.qgate.qrng.internal.source;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.QrngError;

/**
 * What lies at a path.
 *
 * @param key tells it from anything else that may lie there later
 * @param major of a character device's number, otherwise 0
 * @param minor likewise
 */
record DeviceFile(Path path, Kind kind, Object key, int major, int minor) {
    /** Kinds of files. */
    enum Kind {
        /** A character device. */
        CHARACTER,
        /** A FIFO. */
        FIFO,
        /** A regular file. */
        REGULAR,
        /** Anything else: a folder, a socket, a disk. */
        OTHER
    }

    /** Linux keeps {@code /dev/null}, {@code /dev/zero}, {@code /dev/random} and the like under this number. */
    private static final int MEMORY = 1;

    private static final int FORMAT = 0170000; // the bits of st_mode that tell the kind, inode(7)
    private static final int FORMAT_CHARACTER = 0020000;
    private static final int FORMAT_FIFO = 0010000;
    private static final int FORMAT_REGULAR = 0100000;

    /**
     * Looks; follows symbolic links, as udev makes them.
     *
     * @throws QGateException QG-QRN-0003 when nothing is there
     */
    static DeviceFile of(Path path) {
        try {
            Map<String, Object> seen = Files.readAttributes(path, "unix:mode,rdev,fileKey");
            long device = (Long) seen.get("rdev");
            // Linux's dev_t as glibc packs it: 12 lower bits of the major number from bit 8 on, 8 of the minor from 0
            // on.
            int major = (int) (device >>> 8 & 0xfff | device >>> 32 & ~0xfff);
            int minor = (int) (device & 0xff | device >>> 12 & ~0xff);
            return new DeviceFile(path, kind((Integer) seen.get("mode")), seen.get("fileKey"), major, minor);
        } catch (IOException failed) {
            throw new QGateException(QrngError.UNREADABLE, path + ": " + why(failed), failed);
        }
    }

    private static Kind kind(int mode) {
        return switch (mode & FORMAT) {
            case FORMAT_CHARACTER -> Kind.CHARACTER;
            case FORMAT_FIFO -> Kind.FIFO;
            case FORMAT_REGULAR -> Kind.REGULAR;
            default -> Kind.OTHER;
        };
    }

    static String why(IOException failed) {
        if (failed instanceof NoSuchFileException) {
            return "there is nothing";
        }
        if (failed instanceof AccessDeniedException) {
            return "the node's user may not open it (a FIFO is opened for reading and writing)";
        }
        return String.valueOf(failed.getMessage());
    }

    /** Refuses what cannot be a device of randomness, and what must never be credited as one. */
    void mustBeSource() {
        if (kind == Kind.OTHER) {
            throw new QGateException(
                    QrngError.UNREADABLE, path + " is neither a character device nor a FIFO nor a regular file");
        }
        if (kind == Kind.CHARACTER && major == MEMORY) {
            throw new QGateException(
                    QrngError.UNREADABLE,
                    path + " is the operating system's own (" + major + ":" + minor
                            + "): its randomness is always mixed in and never credited");
        }
    }

    void mustBe(Kind wanted, String otherwise) {
        if (kind != wanted) {
            throw new QGateException(QrngError.UNREADABLE, path + ": " + otherwise);
        }
    }
}
