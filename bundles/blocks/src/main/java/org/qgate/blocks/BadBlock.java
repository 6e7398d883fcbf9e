package org.qgate.blocks;

/** A block is refused: which field, where it begins in the block, and why. Carries no bytes of it. */
public final class BadBlock extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String field;
    private final int at;
    private final String reason;

    /**
     * Makes one.
     *
     * @param field name of the field in docs/qustream-block.md
     * @param at the byte of the block at which the field begins, from 0
     */
    public BadBlock(String field, int at, String reason) {
        super("byte " + at + ": " + field + ": " + reason, null, false, false); // thrown for every hostile input
        this.field = field;
        this.at = at;
        this.reason = reason;
    }

    /** Returns the field. */
    public String field() {
        return field;
    }

    /** Returns the byte of the block at which the field begins. */
    public int at() {
        return at;
    }

    /** Returns why, in words. */
    public String reason() {
        return reason;
    }
}
