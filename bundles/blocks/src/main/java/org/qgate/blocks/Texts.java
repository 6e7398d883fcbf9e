package org.qgate.blocks;

import java.nio.charset.StandardCharsets;
import org.qgate.common.wire.WireWriter;

/** Texts of blocks: printable US-ASCII. */
public final class Texts {
    private static final char FIRST = 0x20;
    private static final char LAST = 0x7e;

    private Texts() {}

    /** Returns a text as a block may carry it: other characters as {@code ?}, cut at 500. */
    public static String fit(String text) {
        StringBuilder fitting = new StringBuilder();
        text.codePoints().limit(Layout.MAX_TEXT).forEach(each -> fitting.append(prints(each) ? (char) each : '?'));
        return fitting.toString();
    }

    static boolean prints(int character) {
        return character >= FIRST && character <= LAST;
    }

    static void write(WireWriter out, String text) {
        out.bytes16(text.getBytes(StandardCharsets.US_ASCII));
    }
}
