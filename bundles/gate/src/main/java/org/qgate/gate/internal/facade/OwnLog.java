package org.qgate.gate.internal.facade;

import java.util.concurrent.atomic.AtomicLong;
import org.qgate.ext.Log;
import org.qgate.ext.Permission;

/** The extender's own log. Thread-safe. */
final class OwnLog implements Log {
    private final Access access;
    private final LogBook book;
    private final AtomicLong dropped = new AtomicLong();

    OwnLog(Access access, LogBook book) {
        this.access = access;
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
        access.use(Permission.LOG_WRITE);
        String text = Bounds.present("the line", line);
        if (!access.rations().lines().take(1)) {
            access.limit(
                    Permission.LOG_WRITE, "too many lines"); // counted, not thrown: a log must not break its writer
            dropped.incrementAndGet();
            return;
        }
        long lost = dropped.getAndSet(0);
        String version = access.permit().version();
        if (lost > 0) {
            book.write(version, "node", lost + " lines were dropped: more than the quota of lines a minute");
        }
        book.write(version, level, text);
    }
}
