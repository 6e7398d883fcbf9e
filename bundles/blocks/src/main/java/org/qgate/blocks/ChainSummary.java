package org.qgate.blocks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What was verified of a stream.
 *
 * @param stream 64 hexadecimal digits; empty when nothing was
 * @param blocks how many
 * @param joined the sequence of the block before which some are missing; 0 when none are
 * @param head sequence of the last block; -1 when there is none
 * @param headDigest its digest, hexadecimal
 * @param fromMs the first slot
 * @param toMs the last slot of the last block
 * @param kinds how many of each
 * @param skippedSlots slots without a value
 * @param windows listed by manifests
 * @param recalledBlocks ranges of blocks that are recalled, in ascending order
 * @param recalledWindows {@code device FROM-TO}, as they came; at most 10,000
 */
public record ChainSummary(
        String stream,
        long blocks,
        long joined,
        long head,
        String headDigest,
        long fromMs,
        long toMs,
        Map<Kind, Long> kinds,
        long skippedSlots,
        long windows,
        List<Recall.Blocks> recalledBlocks,
        List<String> recalledWindows) {
    private static final int MOST_RECALLS = 10_000;

    /** Returns whether a block is recalled. */
    public boolean recalls(long sequence) {
        return recalledBlocks.stream().anyMatch(each -> each.from() <= sequence && sequence <= each.to());
    }

    /** Collects it. */
    static final class Builder {
        private final Map<Kind, Long> kinds = new EnumMap<>(Kind.class);
        private final List<Recall.Blocks> recalledBlocks = new ArrayList<>();
        private final List<String> recalledWindows = new ArrayList<>();
        private String stream = "";
        private long blocks;
        private long joined;
        private long head = -1;
        private String headDigest = "";
        private long fromMs;
        private long toMs;
        private long slotMs;
        private long skipped;
        private long windows;

        void add(Block block, byte[] digest, boolean joins) {
            stream = Digests.hex(block.header().stream());
            blocks++;
            head = block.header().sequence();
            headDigest = Digests.hex(digest);
            kinds.merge(block.kind(), 1L, Long::sum);
            joined = joins ? head : joined;
            if (block.content() instanceof Genesis genesis) {
                slotMs = genesis.slotSeconds() * 1_000L;
                fromMs = block.header().slotMs();
            }
            toMs = SlotRules.lastSlot(block, slotMs);
            count(block.content());
        }

        private void count(Content content) {
            if (content instanceof Skip skip) {
                skipped += skip.slots();
            } else if (content instanceof PrivateManifest manifest) {
                windows += manifest.windows().size();
            } else if (content instanceof Recall recall) {
                recall.blocks().forEach(this::recall);
                recall.windows().stream()
                        .limit(Math.max(0, MOST_RECALLS - recalledWindows.size()))
                        .forEach(each -> recalledWindows.add(Facts.windows(each)));
            }
        }

        /** Keeps ranges in order and joins those that touch, so that there are never more than blocks. */
        private void recall(Recall.Blocks range) {
            long from = range.from();
            long to = range.to();
            List<Recall.Blocks> rest = new ArrayList<>();
            for (Recall.Blocks each : recalledBlocks) {
                if (each.to() < from - 1 || each.from() > to + 1) {
                    rest.add(each);
                } else {
                    from = Math.min(from, each.from());
                    to = Math.max(to, each.to());
                }
            }
            rest.add(new Recall.Blocks(from, to));
            rest.sort((one, other) -> Long.compare(one.from(), other.from()));
            recalledBlocks.clear();
            recalledBlocks.addAll(rest);
        }

        ChainSummary summary() {
            return new ChainSummary(
                    stream,
                    blocks,
                    joined,
                    head,
                    headDigest,
                    fromMs,
                    toMs,
                    Collections.unmodifiableMap(new EnumMap<>(kinds)),
                    skipped,
                    windows,
                    List.copyOf(recalledBlocks),
                    List.copyOf(recalledWindows));
        }
    }
}
