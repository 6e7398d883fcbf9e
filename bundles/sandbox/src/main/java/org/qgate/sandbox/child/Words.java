package org.qgate.sandbox.child;

/** Puts what an extender threw into words. */
final class Words {
    private static final int LONGEST = 1_000;

    private Words() {}

    /** Returns the name of its class and its message. */
    static String of(Throwable thrown) {
        String name = thrown.getClass().getName();
        try {
            String message = thrown.getMessage();
            String words = message == null ? name : name + ": " + message;
            return words.substring(0, Math.min(LONGEST, words.length()));
        } catch (Throwable worse) { // of getMessage, which may throw anything as well
            return name;
        }
    }
}
