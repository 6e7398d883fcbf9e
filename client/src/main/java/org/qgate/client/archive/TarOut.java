package org.qgate.client.archive;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;

/** Writes a compressed archive: members in the order in which they are given. Not thread-safe. */
public final class TarOut implements AutoCloseable {
    private static final int COPY = 1 << 16;
    private final OutputStream out;

    /** Writes to a stream and closes it at the end. */
    public TarOut(OutputStream raw) throws IOException {
        out = new GZIPOutputStream(raw, COPY);
    }

    /** Adds a file whose content is at hand. */
    public void file(String name, int mode, byte[] content) throws IOException {
        file(name, mode, content.length, new ByteArrayInputStream(content));
    }

    /**
     * Adds a file.
     *
     * @param size bytes that are taken from the stream
     * @throws EOFException when it has fewer
     */
    public void file(String name, int mode, long size, InputStream content) throws IOException {
        header(name, size, mode, TarHeader.FILE);
        byte[] buffer = new byte[COPY];
        for (long left = size; left > 0; ) {
            int read = content.read(buffer, 0, (int) Math.min(left, buffer.length));
            if (read < 0) {
                throw new EOFException(name + " became shorter while it was read");
            }
            out.write(buffer, 0, read);
            left -= read;
        }
        pad(size);
    }

    private void header(String name, long size, int mode, char type) throws IOException {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        String stored = name;
        if (bytes.length > TarHeader.NAME) {
            byte[] record = pax("path", name);
            out.write(new TarHeader("pax", record.length, 0600, TarHeader.PAX).encode());
            out.write(record);
            pad(record.length);
            stored = "long-name"; // whoever reads it takes the record's
        }
        out.write(new TarHeader(stored, size, mode, type).encode());
    }

    /** A record begins with its own length in decimal. */
    private static byte[] pax(String key, String value) {
        byte[] rest = (" " + key + "=" + value + "\n").getBytes(StandardCharsets.UTF_8);
        int length = rest.length + 1;
        while (Integer.toString(length).length() + rest.length != length) {
            length++;
        }
        byte[] record = new byte[length];
        byte[] digits = Integer.toString(length).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(digits, 0, record, 0, digits.length);
        System.arraycopy(rest, 0, record, digits.length, rest.length);
        return record;
    }

    private void pad(long size) throws IOException {
        int rest = (int) (size % TarHeader.BLOCK);
        if (rest > 0) {
            out.write(new byte[TarHeader.BLOCK - rest]);
        }
    }

    /** Ends the archive. */
    @Override
    public void close() throws IOException {
        try (out) {
            out.write(new byte[2 * TarHeader.BLOCK]);
        }
    }
}
