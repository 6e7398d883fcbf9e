package org.qgate.blocks;

import java.util.Optional;

/** Each slot has a value or is skipped; nothing is made before its time. Source: docs/qustream-block.md, section 6. */
final class SlotRules {
    private SlotRules() {}

    /** Returns the last slot that a block stands for. */
    static long lastSlot(Block block, long slotMs) {
        return block.header().slotMs() + Math.max(0, block.slots() - 1) * slotMs;
    }

    /**
     * Checks which slot a block stands for.
     *
     * @param covered the last slot accounted for; empty when blocks are missing before this one
     * @param least the last slot that is known to be accounted for
     */
    static void slot(Block block, Optional<Long> covered, long least, long slotMs) {
        long slot = block.header().slotMs();
        boolean covers = block.kind().covers();
        if (covered.isPresent()) {
            long expected = covered.get() + (covers ? slotMs : 0);
            if (slot != expected) {
                throw new BadBlock("slot", Layout.AT_SLOT, slot + ", expected " + expected + reason(slot > expected));
            }
        } else if (slot < least) {
            throw new BadBlock("slot", Layout.AT_SLOT, slot + ", before " + least);
        }
    }

    private static String reason(boolean later) {
        return later ? ": slots between are not accounted for" : ": it is accounted for already";
    }

    /** Checks when a block was made: not before the last slot that it stands for, a value not after its slot. */
    static void made(Block block, long slotMs) {
        long slot = lastSlot(block, slotMs);
        long made = block.header().madeMs();
        if (made < slot) {
            throw new BadBlock("made", Layout.AT_MADE, made + ", before its slot at " + slot);
        }
        if (block.kind() == Kind.PUBLIC && made >= slot + slotMs) {
            throw new BadBlock("made", Layout.AT_MADE, made + ", after its slot, which ends at " + (slot + slotMs));
        }
    }
}
