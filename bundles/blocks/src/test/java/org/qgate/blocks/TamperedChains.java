package org.qgate.blocks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Chains that are refused, each with the place at which: what forgers do, and what a dishonest holder of the keys does. */
final class TamperedChains {
    private static final int VALUE = 3; // block 3 of every chain is a PUBLIC one, block 2 a manifest, block 6 a SKIP

    /** A file and where it is refused. */
    record Case(byte[] file, String place) {}

    private TamperedChains() {}

    static Map<String, Case> all() {
        Map<String, Case> cases = new LinkedHashMap<>();
        forged(cases);
        dishonest(cases);
        return cases;
    }

    private static Case changed(String place, UnaryOperator<List<byte[]>> change) {
        List<byte[]> blocks = new ArrayList<>();
        TestStream.every(1).blocks.forEach(each -> blocks.add(each.clone()));
        return new Case(TestStream.file(change.apply(blocks)), place);
    }

    private static Case flipped(int block, int at, String place) {
        return changed("block " + block + ", byte " + place, blocks -> {
            byte[] target = blocks.get(block);
            target[at < 0 ? target.length + at : at] ^= 1;
            return blocks;
        });
    }

    /** What anybody can do without the keys. */
    private static void forged(Map<String, Case> cases) {
        List<byte[]> sound = TestStream.every(1).blocks;
        String signed = (sound.get(VALUE).length - Layout.SIGNATURE) + ": signature";
        cases.put("magic", flipped(VALUE, 0, "0: magic"));
        cases.put("version", flipped(VALUE, 4, "4: version"));
        cases.put("stream", flipped(VALUE, Layout.AT_STREAM, "10: stream"));
        cases.put("sequence", flipped(VALUE, Layout.AT_SEQUENCE + 7, "42: sequence"));
        cases.put("previous", flipped(VALUE, Layout.AT_PREVIOUS + 63, "50: previous"));
        cases.put("slot", flipped(VALUE, Layout.AT_SLOT + 7, "114: slot"));
        cases.put("made", flipped(VALUE, Layout.AT_MADE + 7, signed));
        cases.put("commitment", flipped(VALUE, Layout.AT_COMMITMENT, signed));
        cases.put("local-random", flipped(VALUE, Layout.AT_CONTENT, "194: local random"));
        cases.put("previous-value", flipped(VALUE, Layout.AT_CONTENT + 64, "258: previous value"));
        cases.put("value", flipped(VALUE, Layout.AT_CONTENT + 128, "322: value"));
        cases.put("device", flipped(VALUE, Layout.AT_CONTENT + 200, "388: device"));
        cases.put("serial-hash", flipped(VALUE, Layout.AT_CONTENT + 205, signed));
        cases.put("ed25519", flipped(VALUE, -Layout.SIGNATURE, signed));
        cases.put("ml-dsa-65", flipped(VALUE, -1, signed));
        cases.put("keys", flipped(0, Layout.AT_CONTENT, "10: stream"));
        cases.put("manifest-order", flipped(2, 278, "276: device"));
        cases.put("reordered", changed("block 4, byte 42: sequence", blocks -> {
            Collections.swap(blocks, 4, 5);
            return blocks;
        }));
        cases.put("replayed", changed("block 4, byte 42: sequence", blocks -> {
            blocks.add(4, blocks.get(VALUE));
            return blocks;
        }));
        cases.put("removed", changed("block 5, byte 42: sequence", blocks -> {
            blocks.remove(5);
            return blocks;
        }));
        cases.put("beginning-missing", changed("block 0, byte 5: kind", blocks -> blocks.subList(1, 4)));
        cases.put("other-stream", changed("block 4, byte 10: stream", blocks -> {
            blocks.set(4, TestStream.every(2).blocks.get(4));
            return blocks;
        }));
        cases.put("cut", changed("block 1, byte 6: length", blocks -> {
            byte[] last = blocks.get(1);
            return List.of(blocks.get(0), java.util.Arrays.copyOf(last, last.length - 1));
        }));
    }

    /** What only the holder of the keys can do. */
    private static void dishonest(Map<String, Case> cases) {
        TestStream fork = new TestStream(1).genesis().value();
        TestStream other = fork.copy().skip(1, Skip.Reason.LATE);
        TestStream forked = fork.copy().manifest(1, 2);
        forked.digest = other.digest;
        cases.put("forked", new Case(forked.value().file(), "block 3, byte 50: previous"));

        TestStream chosen = new TestStream(1).genesis();
        chosen.draw = 5; // another local random than the one committed to, with all else right
        cases.put("chosen-value", new Case(chosen.value().file(), "block 1, byte 194: local random"));

        TestStream again = new TestStream(1).genesis().value();
        again.slot -= TestStream.SLOT;
        cases.put("two-values-a-slot", new Case(again.value().file(), "block 2, byte 114: slot"));

        TestStream silent = new TestStream(1).genesis().value();
        silent.slot += TestStream.SLOT;
        cases.put("slot-not-accounted-for", new Case(silent.value().file(), "block 2, byte 114: slot"));

        TestStream replaced = new TestStream(1).genesis().value();
        replaced.slot += TestStream.SLOT;
        replaced.draw++; // a SKIP that forgets the value that was due
        replaced.add(new Skip(1, Skip.Reason.LATE), replaced.slot);
        cases.put("commitment-replaced", new Case(replaced.file(), "block 2, byte 130: commitment"));

        TestStream backwards = new TestStream(1).genesis().value();
        backwards.made -= 5;
        backwards.add(backwards.header(backwards.slot), skipNothing(backwards));
        cases.put("time-backwards", new Case(backwards.file(), "block 2, byte 122: made"));

        TestStream early = new TestStream(1).genesis();
        early.slot += TestStream.SLOT;
        BlockHeader header = early.header(early.slot);
        cases.put(
                "before-its-slot",
                new Case(early.add(header, new Skip(1, Skip.Reason.LATE)).file(), "block 1, byte 122: made"));

        TestStream late = new TestStream(1).genesis();
        late.made += 2 * TestStream.SLOT;
        cases.put("value-after-its-slot", new Case(late.value().file(), "block 1, byte 122: made"));

        TestStream twice = new TestStream(1).genesis();
        PublicValue value = twice.nextValue(false); // and no other local random after it
        twice.slot += TestStream.SLOT;
        twice.made = twice.slot;
        cases.put(
                "committed-again",
                new Case(twice.add(twice.header(twice.slot), value).file(), "block 1, byte 130: commitment"));
        slots(cases);

        TestStream future = new TestStream(1).genesis().value();
        cases.put(
                "recall-of-what-is-not-yet",
                new Case(
                        future.recall(1, new Recall.Blocks(2, 2)).file(),
                        "block 2, byte " + recallAt() + ": from block"));
    }

    private static void slots(Map<String, Case> cases) {
        TestStream first = new TestStream(1);
        first.slot++;
        cases.put("first-between-slots", new Case(first.genesis().file(), "block 0, byte 114: slot"));
        cases.put("later-between-slots", joined(TestStream.SLOT + 1));
        cases.put("later-before-the-first", joined(-TestStream.SLOT));
    }

    /** A block that says that others are missing before it. */
    private static Case joined(long after) {
        TestStream chain = new TestStream(1).genesis();
        chain.sequence = 5;
        chain.made = chain.slot + 2 * TestStream.SLOT;
        BlockHeader header = chain.header(chain.slot + after);
        return new Case(chain.add(header, new Skip(1, Skip.Reason.LATE)).file(), "block 1, byte 114: slot");
    }

    private static Content skipNothing(TestStream chain) {
        return new Failure(TestStream.device("qrng-a"), 0, 1, "QG-QRN-0016", "asked for");
    }

    private static int recallAt() {
        return Layout.AT_CONTENT + 1 + 11 + 2 + 5 + 1 + 2 + 1 + 1 + 6 + 16 + 2;
    }
}
