package org.qgate.local.internal.fifo;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Makes and opens the named pipe: nothing that somebody else could have put there. Blocking. */
final class FifoFile {
    private static final Path MKFIFO = Path.of("/usr/bin/mkfifo");
    private static final long LONGEST_S = 5;
    /** Of {@code stat}: what kind of file it is, and that it is a pipe. */
    private static final int KIND = 0170000;

    private static final int PIPE = 0010000;
    private static final int OTHERS_WRITE = 022;
    private static final int PERMISSIONS = 07777;

    private FifoFile() {}

    /**
     * Opens it for reading and writing, so that it always has a writer and opening waits for nobody.
     *
     * @throws IOException which says what is wrong, for people
     */
    static FileChannel open(FifoSettings settings) throws IOException {
        Path path = settings.path();
        checkFolder(path);
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            make(path, settings.mode());
        }
        checkPipe(path, settings.mode());
        return FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    }

    private static void checkFolder(Path path) throws IOException {
        Path folder = path.getParent();
        if (folder == null || !Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException("there is no folder " + folder);
        }
        int mode = (Integer) stat(folder).get("mode");
        if ((mode & OTHERS_WRITE) != 0) {
            throw new IOException("others may write in " + folder + ", mode " + text(mode));
        }
    }

    private static void make(Path path, int mode) throws IOException {
        Process made = new ProcessBuilder(MKFIFO.toString(), "-m", text(mode), "--", path.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            if (!made.waitFor(LONGEST_S, TimeUnit.SECONDS)) {
                made.destroyForcibly();
                throw new IOException(MKFIFO + " does not end");
            }
        } catch (InterruptedException stop) {
            made.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("the node stops", stop);
        }
        if (made.exitValue() != 0) {
            throw new IOException(MKFIFO + " " + path + " ended with " + made.exitValue());
        }
    }

    private static void checkPipe(Path path, int mode) throws IOException {
        Map<String, Object> seen = stat(path);
        int found = (Integer) seen.get("mode");
        if ((found & KIND) != PIPE) {
            throw new IOException(path + " is something else than a pipe");
        }
        if (!seen.get("uid").equals(stat(Path.of("/proc/self")).get("uid"))) {
            throw new IOException(path + " belongs to somebody else");
        }
        if ((found & PERMISSIONS) != mode) {
            throw new IOException(path + " has the mode " + text(found) + " and not " + text(mode));
        }
    }

    private static Map<String, Object> stat(Path path) throws IOException {
        try {
            return Files.readAttributes(path, "unix:mode,uid", LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException gone) {
            throw new IOException("there is no " + path, gone);
        }
    }

    private static String text(int mode) {
        return String.format("%04o", mode & PERMISSIONS);
    }
}
