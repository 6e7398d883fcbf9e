package org.qgate.ext.testkit;

import java.util.ArrayDeque;
import java.util.List;
import org.qgate.common.values.Lines;
import org.qgate.ext.Log;
import org.qgate.ext.Permission;

/** The log of one host, in the book of its extender. Guarded by {@link Turns}. */
final class KitLog implements Log {
    private static final int MOST = 1_000;
    private static final int LONGEST = 1_000;

    /** The last lines of all hosts of one extender. */
    static final class Book {
        private final ArrayDeque<LogLine> lines = new ArrayDeque<>();

        private void write(String version, String level, String text) {
            if (lines.size() == MOST) {
                lines.remove();
            }
            lines.add(new LogLine(version, level, Lines.clean(text, LONGEST)));
        }

        private List<LogLine> lines() {
            return List.copyOf(lines);
        }
    }

    private final Pass pass;
    private final Book book;
    private long dropped;

    KitLog(Pass pass, Book book) {
        this.pass = pass;
        this.book = book;
    }

    @Override
    public void info(String line) {
        write("info", line);
    }

    @Override
    public void warn(String line) {
        write("warn", line);
    }

    private void write(String level, String line) {
        pass.use(Permission.LOG_WRITE);
        String text = Bounds.present("the line", line);
        synchronized (pass.turns()) {
            if (!pass.paces().lines().take(1)) {
                pass.limit(Permission.LOG_WRITE, "too many lines"); // counted, not thrown
                dropped++;
                return;
            }
            if (dropped > 0) {
                note(dropped + " lines were dropped: more than the quota of lines a minute");
                dropped = 0;
            }
            book.write(pass.sheet().version(), level, text);
        }
    }

    /** Writes a line of the node's own. */
    void note(String text) {
        synchronized (pass.turns()) {
            book.write(pass.sheet().version(), "node", text);
            pass.turns().changed();
        }
    }

    List<LogLine> lines() {
        synchronized (pass.turns()) {
            return book.lines();
        }
    }
}
