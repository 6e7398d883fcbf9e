package org.qgate.qrng.internal.mint;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.qgate.blocks.Block;
import org.qgate.blocks.BlockCodec;
import org.qgate.blocks.DeviceFacts;
import org.qgate.blocks.Layout;
import org.qgate.blocks.PrivateManifest;
import org.qgate.blocks.PublicValue;
import org.qgate.blocks.Recall;

/**
 * Finds blocks that rest on recalled windows, from the last one backwards. A window's manifest comes before the PUBLIC block
 * that reveals what was made of it, and a device's windows are numbered in order: so a manifest that lists only older windows
 * of the device ends the search.
 */
record RecallSearch(ChainStore chain, ChainState state, Recall recall) {
    /** How far back blocks are searched. */
    private static final int SEARCHED = 4_000;

    List<Recall.Blocks> blocks() {
        List<Long> found = new ArrayList<>();
        long least = Math.max(state.oldest(), state.head() - SEARCHED);
        boolean older = false;
        for (long sequence = state.head(); sequence >= least && !older; sequence--) {
            Optional<Block> block = chain.block(state.stream(), sequence).map(BlockCodec::decode);
            if (block.isPresent() && touches(block.get())) {
                found.add(sequence);
            } else {
                older = block.map(this::isOlder).orElse(false);
            }
        }
        Collections.reverse(found);
        return ranges(found);
    }

    private boolean touches(Block block) {
        if (block.content() instanceof PublicValue value) {
            return value.origins().stream()
                    .anyMatch(each -> recall.covers(each.device(), each.window().window()));
        }
        return block.content() instanceof PrivateManifest manifest
                && manifest.windows().stream()
                        .anyMatch(each -> recall.covers(
                                facts(manifest, each), each.facts().window()));
    }

    private static DeviceFacts facts(PrivateManifest manifest, PrivateManifest.Window window) {
        return manifest.devices().get(window.device()).facts();
    }

    private boolean isOlder(Block block) {
        Recall.Windows range = recall.windows().get(0);
        return block.content() instanceof PrivateManifest manifest
                && manifest.windows().stream()
                        .anyMatch(each -> facts(manifest, each).names(range.server(), range.device())
                                && each.facts().window() < range.from());
    }

    private static List<Recall.Blocks> ranges(List<Long> sequences) {
        List<Recall.Blocks> ranges = new ArrayList<>();
        for (long each : sequences) {
            int last = ranges.size() - 1;
            if (last >= 0 && ranges.get(last).to() == each - 1) {
                ranges.set(last, new Recall.Blocks(ranges.get(last).from(), each));
            } else {
                ranges.add(new Recall.Blocks(each, each));
            }
        }
        return ranges.size() <= Layout.MAX_RANGES
                ? ranges
                : List.of(new Recall.Blocks(
                        ranges.get(0).from(), ranges.get(ranges.size() - 1).to()));
    }
}
