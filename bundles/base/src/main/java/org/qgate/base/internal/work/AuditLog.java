package org.qgate.base.internal.work;

import org.qgate.api.base.Audit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes audit lines to a logger that the distribution routes to a file of its own. Thread-safe. */
public final class AuditLog implements Audit {
    private static final Logger LOG = LoggerFactory.getLogger("org.qgate.audit");
    private static final int LONGEST = 1024;

    @Override
    public void record(String actor, String action, String detail, String outcome) {
        LOG.info(
                "actor={} action={} detail=\"{}\" outcome={}",
                clean(actor),
                clean(action),
                clean(detail),
                clean(outcome));
    }

    /** What a user typed must not be able to fake a second line. */
    static String clean(String text) {
        StringBuilder out = new StringBuilder(Math.min(text.length(), LONGEST));
        for (int i = 0; i < text.length() && out.length() < LONGEST; i++) {
            char c = text.charAt(i);
            out.append(Character.isISOControl(c) || c == '"' || c == '\u2028' || c == '\u2029' ? '?' : c);
        }
        return out.toString();
    }
}
