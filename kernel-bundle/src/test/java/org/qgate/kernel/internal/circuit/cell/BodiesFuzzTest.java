package org.qgate.kernel.internal.circuit.cell;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.qgate.api.crypto.CellSize;
import org.qgate.common.wire.WireException;
import org.qgate.common.wire.WireReader;
import org.qgate.common.wire.WireWriter;
import org.qgate.sim.Corpus;
import org.qgate.sim.Cost;

/** Bodies of relay messages: what is read is written as it was. The first byte of an input is the message's type. */
final class BodiesFuzzTest {
    private static final long BASE = 1 << 20;
    private static final long PER_BYTE = 400;

    @FuzzTest
    void shouldWriteWhatItReads(byte[] input) {
        Cost.bound(input, BASE, PER_BYTE, () -> check(input));
    }

    private static void check(byte[] input) {
        byte[] body = RelayMessagesFuzzTest.rest(input);
        byte[] lent = new byte[body.length + 7];
        System.arraycopy(body, 0, lent, 3, body.length);
        try {
            switch (input.length == 0 ? 0 : input[0] & 255) {
                case MessageType.BEGIN, MessageType.RESOLVE -> begin(lent, body);
                case MessageType.EXTEND ->
                    assertArrayEquals(
                            body, ExtendBody.read(lent, 3, body.length).write());
                case MessageType.RESOLVED -> resolved(lent, body);
                case MessageType.CONNECTED -> connected(lent, body);
                case MessageType.SERVICE ->
                    assertArrayEquals(
                            body, ServiceBody.read(lent, 3, body.length).write());
                case MessageType.VIEW ->
                    assertArrayEquals(body, ViewBody.read(lent, 3, body.length).write());
                default -> {} // no body of a form of its own
            }
        } catch (WireException malformed) {
            return; // in its own words
        }
    }

    private static void begin(byte[] lent, byte[] body) {
        BeginBody read = BeginBody.read(lent, 3, body.length);
        assertArrayEquals(body, read.write());
        assertTrue(read.host().matches("[!-~]{1,255}") && read.port() <= 65_535);
    }

    private static void connected(byte[] lent, byte[] body) {
        WireReader in = new WireReader(lent, 3, body.length);
        var address = AddressCode.read(in);
        in.finish();
        WireWriter out = new WireWriter();
        AddressCode.write(out, address);
        assertArrayEquals(body, out.toBytes());
    }

    /** An answer longer than a small cell takes is cut when written, and a negative lifetime reads as none. */
    private static void resolved(byte[] lent, byte[] body) {
        ResolvedBody read = ResolvedBody.read(lent, 3, body.length);
        byte[] written = read.write();
        assertTrue(written.length <= CellSize.SMALL.message() - MessageType.STREAM_HEADER);
        ResolvedBody again = ResolvedBody.read(written, 0, written.length);
        assertEquals(read.ttlSeconds(), again.ttlSeconds());
        assertTrue(
                read.addresses().containsAll(again.addresses()) && read.names().containsAll(again.names()));
        if (written.length == body.length && body[0] >= 0) {
            assertArrayEquals(body, written);
        }
    }

    @Test
    void shouldHoldForMutations() {
        Corpus.of(getClass(), "shouldWriteWhatItReads").mutate(5_000, BodiesFuzzTest::check);
    }

    @Test
    void shouldKeepItsInputs() {
        Map<String, byte[]> made = new TreeMap<>();
        for (Object each : (List<?>) RelayMessagesFuzzTest.document().get("messages")) {
            Map<?, ?> message = (Map<?, ?>) each;
            byte[] body = HexFormat.of().parseHex((String) message.get("body"));
            int type = ((Long) message.get("type")).intValue();
            made.put(
                    "body-" + made.size(), new WireWriter().u8(type).bytes(body).toBytes());
        }
        Corpus.of(getClass(), "shouldWriteWhatItReads").keeps(made);
    }
}
