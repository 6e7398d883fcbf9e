package org.qgate.qrng.internal.source;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * An answer of HTTP/1.1 (RFC 9112), whole.
 *
 * @param type media type without parameters, in small letters; empty when none is given
 * @param keep whether the connection may be used again
 */
record HttpAnswer(int status, String type, boolean keep, byte[] body) {
    private static final int LONGEST_LINE = 8_192;
    private static final int MOST_FIELDS = 100;
    private static final int HEX = 16;
    private static final int OK = 200;

    /**
     * Reads an answer to GET.
     *
     * @throws NonsenseException when it is none, larger than {@code atMost}, or ends early
     */
    static HttpAnswer read(InputStream in, int atMost) throws IOException {
        try {
            String[] line = line(in).split(" ", 3);
            if (line.length < 2 || !line[0].matches("HTTP/1\\.[01]") || !line[1].matches("[2-5][0-9][0-9]")) {
                throw new NonsenseException("it does not speak HTTP/1.1");
            }
            Map<String, String> fields = fields(in);
            boolean keep = line[0].endsWith("1")
                    && !fields.getOrDefault("connection", "")
                            .toLowerCase(Locale.ROOT)
                            .contains("close");
            String type = fields.getOrDefault("content-type", "")
                    .split(";")[0]
                    .strip()
                    .toLowerCase(Locale.ROOT);
            return new HttpAnswer(Integer.parseInt(line[1]), type, keep, body(in, fields, atMost));
        } catch (EOFException early) {
            throw new NonsenseException("its answer ends early: " + early.getMessage());
        }
    }

    private static Map<String, String> fields(InputStream in) throws IOException {
        Map<String, String> fields = new HashMap<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            if (colon < 1 || fields.size() == MOST_FIELDS) {
                throw new NonsenseException("its answer has a head that is none");
            }
            String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
            String before = fields.put(name, line.substring(colon + 1).strip());
            if (before != null && (name.equals("content-length") || name.equals("transfer-encoding"))) {
                throw new NonsenseException("its answer says twice how long it is");
            }
        }
        return fields;
    }

    private static byte[] body(InputStream in, Map<String, String> fields, int atMost) throws IOException {
        String length = fields.get("content-length");
        String coding = fields.get("transfer-encoding");
        if (coding != null) {
            if (length != null || !coding.equalsIgnoreCase("chunked")) {
                throw new NonsenseException("its answer is coded in an unknown way");
            }
            return chunks(in, atMost);
        }
        if (length == null || !length.matches("[0-9]{1,18}")) {
            throw new NonsenseException("its answer does not say how long it is");
        }
        return exactly(in, bounded(Long.parseLong(length), atMost));
    }

    private static byte[] chunks(InputStream in, int atMost) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        while (true) {
            String size = line(in).split(";")[0].strip();
            if (!size.matches("[0-9a-fA-F]{1,15}")) {
                throw new NonsenseException("its answer has a chunk without a length");
            }
            int bytes = bounded(all.size() + Long.parseLong(size, HEX), atMost) - all.size();
            if (bytes == 0) {
                fields(in); // trailers
                return all.toByteArray();
            }
            all.write(exactly(in, bytes));
            if (!line(in).isEmpty()) {
                throw new NonsenseException("its answer has a chunk of another length than it says");
            }
        }
    }

    private static int bounded(long length, int atMost) throws NonsenseException {
        if (length > atMost) {
            throw new NonsenseException(
                    "its answer has " + length + " bytes or more, at most " + atMost + " make sense");
        }
        return (int) length;
    }

    private static byte[] exactly(InputStream in, int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException(bytes.length + " bytes of " + length);
        }
        return bytes;
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("in its head");
            }
            if (line.size() == LONGEST_LINE) {
                throw new NonsenseException("its answer has a line of more than " + LONGEST_LINE + " bytes");
            }
            line.write(next);
        }
        String text = line.toString(StandardCharsets.ISO_8859_1);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }

    /** Returns this when it is a success. */
    HttpAnswer successful(String what) throws IOException {
        if (status != OK) {
            throw new IOException(what + " was answered with status " + status);
        }
        return this;
    }
}
