package org.qgate.sandbox.wire;

/** The other end said what is against the rules; the line ends. */
public final class BreachException extends Exception {
    private static final long serialVersionUID = 1L;

    /** @param rule what was broken, in words of this end alone */
    public BreachException(String rule) {
        super(rule, null, false, false);
    }
}
