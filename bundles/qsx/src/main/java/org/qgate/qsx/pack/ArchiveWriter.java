package org.qgate.qsx.pack;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Writes archives that {@link ArchiveReader} reads: the same content always gives the same bytes. */
public final class ArchiveWriter {
    /** 1980-01-01 00:00, the oldest date that a ZIP can say. */
    private static final int NO_TIME = 1 << 21 | 1 << 16;

    private static final int VERSION = 20; // APPNOTE.TXT, section 4.4.3.2: deflate
    private static final int CHUNK = 8192;

    private ArchiveWriter() {}

    /**
     * Writes the entries in their order.
     *
     * @param packed whether they are deflated where that makes them smaller
     */
    public static byte[] write(Archive archive, boolean packed) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        List<byte[]> rows = new ArrayList<>();
        for (Map.Entry<String, byte[]> entry : archive.entries().entrySet()) {
            byte[] name = entry.getKey().getBytes(StandardCharsets.US_ASCII);
            byte[] content = entry.getValue();
            byte[] deflated = packed ? deflate(content) : content;
            boolean smaller = deflated.length < content.length;
            byte[] data = smaller ? deflated : content;
            byte[] common = common(content, data.length, smaller, name.length);
            rows.add(row(common, name, out.size()));
            out.writeBytes(number(4).putInt(ArchiveReader.LOCAL_SIGNATURE).array());
            out.writeBytes(common);
            out.writeBytes(new byte[2]); // no extra field
            out.writeBytes(name);
            out.writeBytes(data);
        }
        int start = out.size();
        rows.forEach(out::writeBytes);
        out.writeBytes(end(rows.size(), out.size() - start, start));
        return out.toByteArray();
    }

    /** From version needed to name length: alike in the entry and in the directory. */
    private static byte[] common(byte[] content, int packed, boolean deflated, int nameLength) {
        CRC32 sum = new CRC32();
        sum.update(content);
        return number(24)
                .putShort((short) VERSION)
                .putShort((short) ArchiveReader.UTF8)
                .putShort((short) (deflated ? ArchiveReader.DEFLATED : ArchiveReader.STORED))
                .putInt(NO_TIME)
                .putInt((int) sum.getValue())
                .putInt(packed)
                .putInt(content.length)
                .putShort((short) nameLength)
                .array();
    }

    private static byte[] row(byte[] common, byte[] name, int offset) {
        return number(ArchiveReader.CENTRAL_BYTES + name.length)
                .putInt(ArchiveReader.CENTRAL_SIGNATURE)
                .putShort((short) VERSION)
                .put(common)
                .put(new byte[12]) // extra field, comment, volume, attributes: none
                .putInt(offset)
                .put(name)
                .array();
    }

    private static byte[] end(int rows, int size, int start) {
        return number(ArchiveReader.END_BYTES)
                .putInt(ArchiveReader.END_SIGNATURE)
                .putInt(0)
                .putShort((short) rows)
                .putShort((short) rows)
                .putInt(size)
                .putInt(start)
                .putShort((short) 0)
                .array();
    }

    private static ByteBuffer number(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static byte[] deflate(byte[] content) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        try {
            deflater.setInput(content);
            deflater.finish();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] chunk = new byte[CHUNK];
            while (!deflater.finished()) {
                out.write(chunk, 0, deflater.deflate(chunk));
            }
            return out.toByteArray();
        } finally {
            deflater.end();
        }
    }
}
