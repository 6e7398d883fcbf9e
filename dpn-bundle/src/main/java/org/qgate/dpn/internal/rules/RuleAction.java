package org.qgate.dpn.internal.rules;

import java.util.Optional;

/** What a rule does with a destination. */
public enum RuleAction {
    /** Connect from this machine, visibly. Only ever by an explicit rule. */
    DIRECT("direct", 0),
    /** One hop: hides nothing from that hop. */
    ONE("1", 1),
    /** Three hops. */
    THREE("3", 3),
    /** Five hops. */
    FIVE("5", 5),
    /** Refuse. */
    BLOCK("block", 0);

    private final String text;
    private final int hops;

    RuleAction(String text, int hops) {
        this.text = text;
        this.hops = hops;
    }

    /** Returns the word in a rule. */
    public String text() {
        return text;
    }

    /** Returns the circuit's length; 0 where there is none. */
    public int hops() {
        return hops;
    }

    /** Finds an action by its word. */
    public static Optional<RuleAction> parse(String text) {
        for (RuleAction action : values()) {
            if (action.text.equals(text)) {
                return Optional.of(action);
            }
        }
        return Optional.empty();
    }
}
