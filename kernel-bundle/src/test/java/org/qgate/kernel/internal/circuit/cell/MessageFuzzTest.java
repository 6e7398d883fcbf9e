package org.qgate.kernel.internal.circuit.cell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.qgate.api.crypto.CellSize;
import org.qgate.common.wire.WireException;
import org.qgate.sim.SimRandom;

/** Decoders of relay messages fed with anything: they refuse or read, and never read outside. */
final class MessageFuzzTest {
    private static final long SEED = 20261120L;

    @Test
    void shouldReadOrRefuseAnyArea() {
        SimRandom random = new SimRandom(SEED);
        MessageReader reader = new MessageReader();
        int refused = 0;
        for (int round = 0; round < 200_000; round++) {
            byte[] area = random.bytes(CellSize.SMALL.message());
            for (int i = 0; i < area.length; i += 1 + (int) random.upTo(20)) {
                area[i] = (byte) random.upTo(14); // plausible commands and short lengths
            }
            try {
                reader.read(area, 0, area.length, (type, stream, buffer, offset, length) -> {
                    assertTrue(offset >= 0 && length >= 0 && offset + length <= buffer.length, () -> "seed " + SEED);
                    return true;
                });
            } catch (WireException malformed) {
                refused++;
                reader = new MessageReader();
            }
        }
        assertTrue(refused > 0 && refused < 200_000, "seed " + SEED + ": " + refused);
    }

    @Test
    void shouldReadOrRefuseAnyBody() {
        SimRandom random = new SimRandom(SEED);
        for (int round = 0; round < 100_000; round++) {
            byte[] body = random.bytes((int) random.upTo(80));
            for (int i = 0; i < Math.min(8, body.length); i++) {
                body[i] = (byte) random.upTo(18);
            }
            List<Runnable> decoders = List.of(
                    () -> BeginBody.read(body, 0, body.length),
                    () -> ResolvedBody.read(body, 0, body.length),
                    () -> ExtendBody.read(body, 0, body.length));
            for (Runnable decoder : decoders) {
                try {
                    decoder.run();
                } catch (WireException malformed) {
                    continue; // what hostile input is for
                }
            }
        }
    }

    @Test
    void shouldKeepWhatWasWrittenInAnyMixture() {
        SimRandom random = new SimRandom(SEED);
        Padding padding = new Padding(() -> random);
        for (int round = 0; round < 2_000; round++) {
            MessageArea area = new MessageArea(CellSize.SMALL);
            area.clear(random.upTo(2) == 0);
            List<Integer> written = new ArrayList<>();
            while (area.room() > MessageType.STREAM_HEADER + 20 && random.upTo(30) != 0) {
                int stream = 1 + (int) random.upTo(3);
                byte[] content = random.bytes(1 + (int) random.upTo(20));
                boolean data = random.upTo(2) == 0;
                if (data) {
                    area.data(stream, content, 0, content.length);
                } else {
                    area.message(MessageType.CREDIT, stream, content);
                }
                written.add(content.length);
            }
            area.pad(padding);
            int[] bytes = {0};
            new MessageReader().read(area.body(), CellSize.TAG, CellSize.SMALL.message(), (t, s, buffer, o, length) -> {
                bytes[0] += length;
                return true;
            });
            assertEquals(written.stream().mapToInt(Integer::intValue).sum(), bytes[0], "seed " + SEED);
        }
    }
}
