package org.qgate.ext.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import org.qgate.ext.RefusedException;
import org.qgate.ext.RefusedException.Reason;
import org.qgate.ext.shell.PickedFile;

/** A file that a test gives to a command: one with content is read, one without is made; in memory or on disk. Thread-safe. */
public final class TestFile {
    private static final int MOST_READ = 1 << 20;
    private static final long LARGEST = 1L << 30;

    private final String name;
    private final byte[] content;
    private final Optional<Path> target;
    private byte[] written = {};

    private TestFile(String name, byte[] content, Optional<Path> target) {
        this.name = name;
        this.content = content;
        this.target = target;
    }

    /** A file on disk that is there, or one that is to be made. */
    static TestFile on(Path path, boolean made) throws IOException {
        String name = path.getFileName().toString();
        if (made && Files.exists(path)) {
            throw new IOException(path + " is there already");
        }
        return made ? new TestFile(name, null, Optional.of(path)) : with(name, Files.readAllBytes(path));
    }

    /** A file that is there. */
    public static TestFile with(String name, byte[] content) {
        return new TestFile(name, content.clone(), Optional.empty());
    }

    /** A file that is not there yet. */
    public static TestFile toMake(String name) {
        return new TestFile(name, null, Optional.empty());
    }

    /** Returns its name. */
    public String name() {
        return name;
    }

    /** Returns what a command wrote that returned well; nothing otherwise. */
    public synchronized byte[] written() {
        return written.clone();
    }

    Picked pick() {
        return new Picked();
    }

    /** The file in the hands of one run of a command. */
    final class Picked implements PickedFile {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();
        private boolean closed;

        @Override
        public String name() {
            return name;
        }

        @Override
        public synchronized long size() {
            return content == null ? out.size() : content.length;
        }

        @Override
        public synchronized byte[] read(long offset, int most) {
            usable(content != null);
            Bounds.within("the offset", offset, 0, Long.MAX_VALUE);
            Bounds.within("most", most, 1, MOST_READ);
            int from = (int) Math.min(offset, content.length);
            return Arrays.copyOfRange(content, from, Math.min(content.length, from + most));
        }

        @Override
        public synchronized void write(byte[] bytes) {
            usable(content == null);
            Bounds.bytes("the bytes", bytes, 0, MOST_READ);
            if (out.size() + (long) bytes.length > LARGEST) {
                throw new RefusedException(Reason.LIMIT, "a file has at most 1 GiB");
            }
            out.writeBytes(bytes);
        }

        private void usable(boolean allowed) {
            if (closed) {
                throw new RefusedException(Reason.CLOSED, "the command has returned");
            }
            if (!allowed) {
                throw new RefusedException(Reason.DENIED, "the file is there for something else");
            }
        }

        /** The command has returned. */
        synchronized void close(boolean well) throws IOException {
            closed = true;
            if (well && content == null) {
                keep(out.toByteArray());
            }
        }
    }

    private synchronized void keep(byte[] bytes) throws IOException {
        written = bytes;
        if (target.isPresent()) {
            Files.write(target.get(), bytes, StandardOpenOption.CREATE_NEW);
        }
    }
}
