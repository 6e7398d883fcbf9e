package org.qgate.api.qrng;

import java.util.List;

/**
 * Bytes that nobody else got or will get.
 *
 * @param labels where they come from, in their order
 */
public record Portion(byte[] bytes, List<Piece> labels) {
    /** Copies the list. */
    public Portion {
        labels = List.copyOf(labels);
    }

    /**
     * A run of bytes with one label.
     *
     * @param length at least 1
     */
    public record Piece(int length, Label label) {}

    /** Returns whether any of it was made without a healthy source. */
    public boolean degraded() {
        return labels.stream().anyMatch(each -> each.label().degraded());
    }

    /** Returns whether all of it may be called quantum. */
    public boolean quantum() {
        return labels.stream().allMatch(each -> each.label().quantum());
    }
}
