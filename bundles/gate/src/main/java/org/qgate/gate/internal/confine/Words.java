package org.qgate.gate.internal.confine;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import org.qgate.common.values.Lines;

/** The last words of a process: what it printed, made harmless; a flood costs nothing but the time to read it. Thread-safe. */
final class Words {
    private static final int LINES = 4;
    private static final int LONGEST = 200;
    private static final int BLOCK = 8_192;

    private final ArrayDeque<String> last = new ArrayDeque<>();
    private final StringBuilder line = new StringBuilder();

    /** Reads until there is nothing more. */
    void listen(InputStream from) {
        byte[] block = new byte[BLOCK];
        try {
            for (int read = from.read(block); read >= 0; read = from.read(block)) {
                hear(new String(block, 0, read, StandardCharsets.UTF_8));
            }
        } catch (IOException gone) {
            // It was closed: nothing more comes.
        }
        end();
    }

    private synchronized void hear(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '\n') {
                end();
            } else if (line.length() < LONGEST) {
                line.append(text.charAt(i));
            }
        }
    }

    private synchronized void end() {
        if (!line.isEmpty()) {
            last.add(Lines.clean(line.toString(), LONGEST));
            line.setLength(0);
        }
        while (last.size() > LINES) {
            last.remove();
        }
    }

    /** Returns them in one line; empty when there were none. */
    synchronized String text() {
        return String.join(" | ", last);
    }
}
