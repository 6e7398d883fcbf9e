package org.qgate.client.archive;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/**
 * Reads a compressed archive of regular files and folders. Links, devices, absolute names and names that lead out of the
 * folder are refused. Not thread-safe.
 */
public final class TarIn implements AutoCloseable {
    private static final int LONGEST_RECORD = 1 << 16;
    private static final int BUFFER = 1 << 16;

    private final InputStream in;
    private long left;
    private long padding;

    /** Reads from a stream and closes it at the end. */
    public TarIn(InputStream raw) throws IOException {
        in = new GZIPInputStream(raw, BUFFER);
    }

    /** A member; its content is what {@link #read} gives until the next one is asked for. */
    public record Member(String name, long size, int mode, boolean folder) {}

    /** Returns the next member, or null at the end. */
    public Member next() throws IOException {
        String name = null;
        for (TarHeader header = header(); header != null; header = header()) {
            switch (header.type()) {
                case TarHeader.PAX -> name = path(record(header.size()), name);
                case TarHeader.PAX_GLOBAL -> record(header.size());
                case TarHeader.GNU_NAME -> name = text(record(header.size()));
                case TarHeader.FILE, TarHeader.FOLDER -> {
                    return member(header, name == null ? header.name() : name);
                }
                default -> throw new IOException("the archive holds a link or a device: " + header.name());
            }
        }
        return null;
    }

    /** Reads the current member's content; -1 at its end. */
    public int read(byte[] into) throws IOException {
        if (left == 0) {
            return -1;
        }
        int read = in.read(into, 0, (int) Math.min(left, into.length));
        if (read < 0) {
            throw new EOFException("the archive ends in the midst of a file");
        }
        left -= read;
        return read;
    }

    private TarHeader header() throws IOException {
        in.skipNBytes(left + padding);
        byte[] block = in.readNBytes(TarHeader.BLOCK);
        if (block.length < TarHeader.BLOCK) {
            throw new EOFException("the archive is cut off");
        }
        TarHeader header = TarHeader.decode(block);
        if (header != null) {
            left = header.size();
            padding = (TarHeader.BLOCK - left % TarHeader.BLOCK) % TarHeader.BLOCK;
        }
        return header;
    }

    private byte[] record(long size) throws IOException {
        if (size > LONGEST_RECORD) {
            throw new IOException("the archive has a description of " + size + " bytes");
        }
        byte[] record = in.readNBytes((int) size);
        if (record.length < size) {
            throw new EOFException("the archive is cut off");
        }
        left = 0;
        return record;
    }

    /** GNU's way to a long name: it ends in a zero. */
    private static String text(byte[] record) {
        return new String(record, StandardCharsets.UTF_8).replaceFirst("\0+$", "");
    }

    /** Records are {@code LENGTH KEY=VALUE\n}, one after the other. */
    private static String path(byte[] records, String otherwise) throws IOException {
        String found = otherwise;
        for (int at = 0; at < records.length; ) {
            int blank = at;
            while (blank < records.length && records[blank] != ' ') {
                blank++;
            }
            String digits = new String(records, at, blank - at, StandardCharsets.US_ASCII);
            int length = digits.matches("[0-9]{1,6}") ? Integer.parseInt(digits) : 0;
            if (length <= blank - at + 1 || at + length > records.length) {
                throw new IOException("the archive is damaged: a description has the wrong length");
            }
            String text = new String(records, blank + 1, at + length - blank - 2, StandardCharsets.UTF_8);
            if (text.startsWith("path=")) {
                found = text.substring("path=".length());
            } else if (text.startsWith("size=")) {
                throw new IOException("the archive holds a file of more than 8 GiB");
            }
            at += length;
        }
        return found;
    }

    private static Member member(TarHeader header, String named) throws IOException {
        boolean folder = header.type() == TarHeader.FOLDER || named.endsWith("/");
        String name = named.replaceFirst("^(\\./)+", "").replaceFirst("/+$", "");
        Path path = Path.of(name);
        boolean leadsOut = path.isAbsolute() || name.indexOf('\0') >= 0;
        for (Path part : path) {
            leadsOut |= part.toString().equals("..");
        }
        if (leadsOut) {
            throw new IOException("the archive holds a file outside its folder: " + named);
        }
        return new Member(name, header.size(), header.mode(), folder);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
