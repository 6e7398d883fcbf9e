package org.qgate.common.log;

/**
 * A failure as text for a log that lies in the clear: classes and places, no messages, for these may hold whatever a
 * peer or a user sent.
 */
public final class Trace {
    private static final int MOST_FRAMES = 40;
    private static final int MOST_CAUSES = 5;

    private Trace() {}

    /** Returns the failure and its causes, a frame a line. */
    public static String of(Throwable failure) {
        StringBuilder text = new StringBuilder();
        Throwable now = failure;
        for (int causes = 0; now != null && causes < MOST_CAUSES; causes++) {
            text.append(causes == 0 ? "" : "\ncaused by ").append(now.getClass().getName());
            StackTraceElement[] frames = now.getStackTrace();
            for (int i = 0; i < Math.min(frames.length, MOST_FRAMES); i++) {
                text.append("\n\tat ").append(frames[i]);
            }
            now = now.getCause();
        }
        return text.toString();
    }
}
