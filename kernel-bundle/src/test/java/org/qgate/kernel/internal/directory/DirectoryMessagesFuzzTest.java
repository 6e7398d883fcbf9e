package org.qgate.kernel.internal.directory;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.qgate.common.wire.WireException;
import org.qgate.common.wire.WireReader;
import org.qgate.common.wire.WireWriter;
import org.qgate.sim.Corpus;
import org.qgate.sim.Cost;

/** The directory's control messages and documents of several parts. The first byte of an input says which it is. */
final class DirectoryMessagesFuzzTest {
    private static final long BASE = 1 << 20;
    private static final long PER_BYTE = 400;

    @FuzzTest
    void shouldWriteWhatItReads(byte[] input) {
        Cost.bound(input, BASE, PER_BYTE, () -> check(input));
    }

    private static void check(byte[] input) {
        byte[] body = Arrays.copyOfRange(input, Math.min(1, input.length), input.length);
        try {
            byte[] written =
                    switch (input.length == 0 ? -1 : input[0]) {
                        case 0 -> Messages.encode(Messages.get(new WireReader(body)));
                        case 1 -> Messages.encode(Messages.data(new WireReader(body)));
                        case 2 -> Messages.encode(Messages.notice(new WireReader(body)));
                        case 3 -> Messages.encodePublish(Messages.publish(new WireReader(body)));
                        case 4 -> Bundles.join(Bundles.split(body));
                        default -> body;
                    };
            assertArrayEquals(body, written);
            assertTrue(input.length == 0 || input[0] != 4 || Bundles.split(body).size() <= body.length / 3_000);
        } catch (WireException malformed) {
            return; // in its own words
        }
    }

    @Test
    void shouldHoldForMutations() {
        Corpus.of(getClass(), "shouldWriteWhatItReads").mutate(5_000, DirectoryMessagesFuzzTest::check);
    }

    @Test
    void shouldKeepItsInputs() {
        String digest = "ab".repeat(32);
        Map<String, byte[]> made = new TreeMap<>();
        made.put("newer", input(0, Messages.encode(new Messages.Get(7, new Messages.NewerSnapshot(5)))));
        made.put("page", input(0, Messages.encode(new Messages.Get(7, new Messages.DescriptorPage(digest, 0, 9)))));
        made.put(
                "list",
                input(0, Messages.encode(new Messages.Get(7, new Messages.DescriptorList(List.of(digest, digest))))));
        made.put("data", input(1, Messages.encode(new Messages.Data(7, Messages.Status.OK, 100, 20, new byte[30]))));
        made.put("notice", input(2, Messages.encode(new Messages.Notice(digest, 5))));
        made.put("publish", input(3, Messages.encodePublish(List.of(digest, digest))));
        byte[] shortest = new byte[DescriptorCodec.MIN_BYTES];
        made.put("bundle", input(4, Bundles.join(List.of(shortest, shortest))));
        made.put("bundle-of-nothing", input(4, new byte[400]));
        Corpus.of(getClass(), "shouldWriteWhatItReads").keeps(made);
    }

    private static byte[] input(int kind, byte[] body) {
        return new WireWriter().u8(kind).bytes(body).toBytes();
    }
}
