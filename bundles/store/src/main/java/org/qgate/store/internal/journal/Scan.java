package org.qgate.store.internal.journal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The batches of a segment, up to the first place where none begins that continues the chain.
 *
 * @param end that place
 * @param marked whether it is marked as the end
 * @param chain the end of the chain there
 */
record Scan(List<Located> records, int end, boolean marked, Batches.Chain chain) {
    /**
     * Scans a segment.
     *
     * @param start what the first batch must continue, or null: anything
     */
    static Scan of(Batches batches, byte[] content, int segment, Batches.Chain start) {
        List<Located> records = new ArrayList<>();
        Batches.Chain chain = start;
        int at = Format.SEGMENT_HEADER_BYTES;
        while (true) {
            Batches.Found found = batches.find(content, segment, at);
            if (found == null || found.mark() || chain != null && !continues(found, chain)) {
                boolean marked = found != null && found.mark() && chain != null && continues(found, chain);
                return new Scan(records, at, marked, chain);
            }
            records.addAll(batches.records(content, segment, found));
            chain = found.chain();
            at += found.length();
        }
    }

    private static boolean continues(Batches.Found found, Batches.Chain chain) {
        return found.chain().number() == chain.number() + 1 && Arrays.equals(found.before(), chain.mac());
    }

    /**
     * Refuses a segment in which a whole batch stands behind the end: a batch is written when the one before is durable,
     * so what stands between is not unfinished, it is damaged.
     */
    void refuseMore(Batches batches, byte[] content, int segment) {
        for (int at = end + Format.ALIGNMENT; at < content.length; at += Format.ALIGNMENT) {
            Batches.Found later = batches.find(content, segment, at);
            if (later != null && later.chain().number() > chain.number()) {
                throw Format.damaged(
                        segment,
                        end,
                        "no whole batch begins here, but "
                                + (later.mark()
                                        ? "the end is marked"
                                        : "batch " + later.chain().number() + " stands")
                                + " at offset " + at);
            }
        }
    }
}
