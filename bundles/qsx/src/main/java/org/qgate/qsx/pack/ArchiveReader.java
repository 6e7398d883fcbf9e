package org.qgate.qsx.pack;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.qgate.api.error.PackageError;
import org.qgate.qsx.refuse.RefusedPackageException;

/**
 * Reads a ZIP in which there is nothing to disagree about: entries lie one after the other from the first byte on, the
 * directory names the same ones in the same order, then comes the end, and no byte is left over. Source: PKWARE
 * APPNOTE.TXT 6.3.10, sections 4.3.7, 4.3.12 and 4.3.16; everything optional in them is refused, so that no two readers can
 * see different files.
 */
public final class ArchiveReader {
    static final int LOCAL_SIGNATURE = 0x04034b50; // section 4.3.7
    static final int LOCAL_BYTES = 30;
    static final int CENTRAL_SIGNATURE = 0x02014b50; // section 4.3.12
    static final int CENTRAL_BYTES = 46;
    static final int END_SIGNATURE = 0x06054b50; // section 4.3.16
    static final int END_BYTES = 22;
    static final int STORED = 0;
    static final int DEFLATED = 8;
    /** Flag bit 11: the name is UTF-8, which plain names are in any case. */
    static final int UTF8 = 1 << 11;

    private static final int ENCRYPTED = 1 | 1 << 6 | 1 << 13; // section 4.4.4: bits 0, 6 and 13
    private static final int NEEDS_ZIP64 = 45; // section 4.4.3.2
    private static final long BEYOND_32 = 0xffff_ffffL;
    private static final int BEYOND_16 = 0xffff;
    /** The upper half of the external attributes is a Unix mode: type 0 says nothing, 010 is a plain file. */
    private static final int PLAIN_FILE = 010;

    private static final int LONGEST_NAME = 512;

    private final String where;
    private final Bytes in;
    private final Archive.Bounds bounds;
    private final Map<String, byte[]> entries = new LinkedHashMap<>();
    private final Set<String> lowerCase = new HashSet<>();
    private final Inflater inflater = new Inflater(true);
    private int next;
    private long unpacked;

    private ArchiveReader(String where, byte[] file, Archive.Bounds bounds) {
        this.where = where;
        this.in = new Bytes(file);
        this.bounds = bounds;
    }

    /**
     * Takes an archive apart.
     *
     * @param where for messages
     * @throws RefusedPackageException when it is none, or says anything that needs interpretation
     */
    public static Archive read(String where, byte[] file, Archive.Bounds bounds) {
        ArchiveReader reader = new ArchiveReader(where, file, bounds);
        try {
            reader.readAll();
        } catch (IndexOutOfBoundsException cutOff) {
            throw new RefusedPackageException(PackageError.MALFORMED, where, cutOff);
        } finally {
            reader.inflater.end();
        }
        return new Archive(reader.entries);
    }

    private void readAll() {
        int end = in.length() - END_BYTES;
        require(end >= 0 && in.int32(end) == END_SIGNATURE, PackageError.MALFORMED, "no end of directory at the end");
        int count = in.int16(end + 10);
        long size = in.uint32(end + 12);
        long start = in.uint32(end + 16);
        require(
                count != BEYOND_16 && size != BEYOND_32 && start != BEYOND_32 && in.int32(end + 4) == 0,
                PackageError.ZIP64,
                "counts or volumes beyond 32 bits");
        require(count <= bounds.entries(), PackageError.TOO_LARGE, count + " entries");
        require(in.int16(end + 8) == count && in.int16(end + 20) == 0, PackageError.MALFORMED, "end of directory");
        require(start + size == end, PackageError.HIDDEN_DATA, "bytes around the directory");
        int at = (int) start;
        for (int i = 0; i < count; i++) {
            at = readEntry(at, (int) start);
        }
        require(at == end, PackageError.HIDDEN_DATA, "the directory is longer than its entries");
        require(next == start, PackageError.HIDDEN_DATA, "bytes between the entries and the directory");
    }

    /** Reads the entry that a row of the directory names; returns where the next row begins. */
    private int readEntry(int row, int end) {
        require(in.int32(row) == CENTRAL_SIGNATURE, PackageError.MALFORMED, "no row of the directory");
        int nameLength = in.int16(row + 28);
        require(nameLength <= LONGEST_NAME, PackageError.PATH_ESCAPE, "a name of " + nameLength + " bytes");
        String name = in.ascii(row + CENTRAL_BYTES, nameLength);
        String place = where + "/" + name;
        requireName(name, place);
        requirePlain(row, place);
        long size = in.uint32(row + 24);
        long packed = in.uint32(row + 20);
        require(in.uint32(row + 42) == next, PackageError.HIDDEN_DATA, place + ": bytes before the entry");
        requireSameLocal(row, nameLength, place);
        unpacked += size;
        require(
                size <= bounds.entryBytes() && unpacked <= bounds.allBytes(),
                PackageError.TOO_LARGE,
                place + ": " + size + " bytes");
        int data = next + LOCAL_BYTES + nameLength;
        require(data + packed <= end, PackageError.MALFORMED, place + ": cut off");
        byte[] content = content(in.int16(row + 10), data, (int) packed, (int) size, place);
        CRC32 sum = new CRC32();
        sum.update(content);
        require(sum.getValue() == in.uint32(row + 16), PackageError.ALTERED, place + ": checksum");
        entries.put(name, content);
        next = data + (int) packed;
        return row + CENTRAL_BYTES + nameLength;
    }

    private void requireName(String name, String place) {
        require(isPlain(name), PackageError.PATH_ESCAPE, shown(place));
        boolean first = lowerCase.add(name.toLowerCase(Locale.ROOT)) && !entries.containsKey(name);
        require(first || differsByCaseOnly(name), PackageError.DUPLICATE_NAME, place);
    }

    /** Parts of letters, digits and {@code _ $ . -}, with one {@code /} between them; none is empty, {@code .} or {@code ..}. */
    private static boolean isPlain(String name) {
        int begin = 0;
        for (int i = 0; i <= name.length(); i++) {
            if (i == name.length() || name.charAt(i) == '/') {
                String part = name.substring(begin, i);
                if (part.isEmpty() || part.equals(".") || part.equals("..")) {
                    return false;
                }
                begin = i + 1;
            } else if (!isPlain(name.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPlain(char letter) {
        return letter >= 'a' && letter <= 'z'
                || letter >= 'A' && letter <= 'Z'
                || letter >= '0' && letter <= '9'
                || "_$.-".indexOf(letter) >= 0;
    }

    /** Classes may: obfuscated libraries have them, and a bundle is never unpacked into a folder. */
    private boolean differsByCaseOnly(String name) {
        return name.endsWith(".class") && !entries.containsKey(name);
    }

    private static String shown(String text) {
        return text.replaceAll("[^ -~]", "?");
    }

    private void requirePlain(int row, String place) {
        int flags = in.int16(row + 8);
        require((flags & ENCRYPTED) == 0, PackageError.ENCRYPTED, place);
        require((flags & ~UTF8) == 0, PackageError.HIDDEN_DATA, place + ": flags " + flags);
        long attributes = in.uint32(row + 38);
        int type = (int) (attributes >>> 28);
        boolean plain = (type == 0 || type == PLAIN_FILE) && (attributes & 0x10) == 0; // 0x10: a folder of MS-DOS
        require(plain, PackageError.LINK, place);
        boolean small = (in.int16(row + 6) & 0xff) < NEEDS_ZIP64
                && in.uint32(row + 20) != BEYOND_32
                && in.uint32(row + 24) != BEYOND_32
                && in.uint32(row + 42) != BEYOND_32
                && in.int16(row + 30) == 0
                && in.int16(row + 34) == 0;
        require(small, PackageError.ZIP64, place);
        require(in.int16(row + 32) == 0, PackageError.HIDDEN_DATA, place + ": a comment");
    }

    /** The row at the entry itself says the same as the one of the directory. */
    private void requireSameLocal(int row, int nameLength, String place) {
        require(in.int32(next) == LOCAL_SIGNATURE, PackageError.HIDDEN_DATA, place + ": no entry where it should be");
        // version needed, flags, method, time, date, checksum, sizes and name length: 24 bytes alike in both
        boolean same = in.same(next + 4, row + 6, 24) && in.int16(next + 28) == 0;
        same &= in.same(next + LOCAL_BYTES, row + CENTRAL_BYTES, nameLength);
        require(same, PackageError.HIDDEN_DATA, place + ": entry and directory differ");
    }

    private byte[] content(int method, int from, int packed, int size, String place) {
        if (method == STORED) {
            require(packed == size, PackageError.MALFORMED, place + ": sizes");
            return in.slice(from, size);
        }
        require(method == DEFLATED, PackageError.MALFORMED, place + ": method " + method);
        byte[] content = new byte[size];
        try {
            inflater.reset();
            inflater.setInput(in.array(), from, packed);
            int got = 0;
            while (got < size) {
                int more = inflater.inflate(content, got, size - got);
                require(more > 0, PackageError.MALFORMED, place + ": shorter than it says");
                got += more;
            }
            boolean ended = inflater.finished() || inflater.inflate(new byte[1]) == 0 && inflater.finished();
            require(ended, PackageError.TOO_LARGE, place + ": unpacks to more than it says");
            require(inflater.getRemaining() == 0, PackageError.HIDDEN_DATA, place + ": bytes after its end");
        } catch (DataFormatException odd) {
            throw new RefusedPackageException(PackageError.MALFORMED, place, odd);
        }
        return content;
    }

    private void require(boolean right, PackageError code, String what) {
        if (!right) {
            throw new RefusedPackageException(code, where, what);
        }
    }

    /** Little-endian numbers in an array; reading beyond it is an {@link IndexOutOfBoundsException}. */
    private record Bytes(byte[] array) {
        int length() {
            return array.length;
        }

        int int16(int at) {
            return array[at] & 0xff | (array[at + 1] & 0xff) << 8;
        }

        int int32(int at) {
            return int16(at) | int16(at + 2) << 16;
        }

        long uint32(int at) {
            return int32(at) & BEYOND_32;
        }

        String ascii(int at, int length) {
            return new String(array, at, length, StandardCharsets.ISO_8859_1); // what is not ASCII is refused as a name
        }

        byte[] slice(int at, int length) {
            java.util.Objects.checkFromIndexSize(at, length, array.length);
            return java.util.Arrays.copyOfRange(array, at, at + length);
        }

        boolean same(int one, int other, int length) {
            return java.util.Arrays.equals(array, one, one + length, array, other, other + length);
        }
    }
}
