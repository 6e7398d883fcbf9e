package org.qgate.dpn.internal.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.qgate.sim.Corpus;
import org.qgate.sim.Cost;

/** Whatever an application sends to the SOCKS listener: one reading of it, of bounded length. */
final class SocksFuzzTest {
    private static final int LONGEST_4 = 8 + 255 + 1 + 255 + 1;
    private static final int LONGEST_5 = 2 + 255 + 3 + 255 + 255 + 4 + 1 + 255 + 2;
    private static final long BASE = 1 << 20;
    private static final long PER_BYTE = 64;

    @FuzzTest
    void shouldReadInOneWay(byte[] input) {
        Cost.bound(input, BASE, PER_BYTE, () -> new SocksSession().feed(input, 0, input.length));
        check(input);
    }

    private static void check(byte[] input) {
        SocksSession session = new SocksSession();
        Pieces whole = Pieces.whole(session, input);
        Pieces torn = Pieces.torn(new SocksSession(), input);
        whole.same(torn);
        if (whole.request() != null) {
            boolean four = session.protocol().equals("socks4");
            assertTrue(whole.consumed() <= (four ? LONGEST_4 : LONGEST_5));
            String[] words = whole.request().split(" ", -1);
            assertTrue(Integer.parseInt(words[words.length - 2]) <= 65_535);
            assertEquals(four ? 8 : 10, session.opened(null).length);
        }
        if (input.length > LONGEST_5) {
            assertTrue(whole.request() != null || whole.failure() != null, "nothing waits for ever");
        }
    }

    @Test
    void shouldHoldForMutations() {
        Corpus.of(getClass(), "shouldReadInOneWay").mutate(5_000, SocksFuzzTest::check);
    }

    @Test
    void shouldKeepItsInputs() {
        Map<String, byte[]> made = new TreeMap<>();
        Stream.of(
                        "050100 05010003 0b6578616d706c652e6f7267 01bb",
                        "0502 0002 0101750170 05010003 0b6578616d706c652e6f7267 0050 474554",
                        "050100 05010001 c0000201 0050",
                        "050100 05010004 20010db8000000000000000000000001 0050",
                        "050100 05f00003 0b6578616d706c652e6f7267 0000",
                        "050100 05f10001 c0000201 0000",
                        "050100 05030001 c0000201 0050",
                        "050101",
                        "0401 0050 c0000201 00",
                        "0401 01bb 00000007 6d6500 6578616d706c652e6f726700 6561726c79",
                        "0402 0050 c0000201 00",
                        "0401 0050 00000007" + "75".repeat(1_200),
                        "0401 0050 00000007 7500" + "68".repeat(1_200))
                .forEach(hex -> made.put("socks-" + made.size(), HexFormat.of().parseHex(hex.replace(" ", ""))));
        Corpus.of(getClass(), "shouldReadInOneWay").keeps(made);
    }
}
