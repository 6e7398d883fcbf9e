package org.qgate.kernel.internal.circuit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.qgate.api.crypto.CellSize;
import org.qgate.common.wire.WireException;
import org.qgate.common.wire.WireReader;
import org.qgate.common.wire.WireWriter;
import org.qgate.kernel.internal.circuit.cell.BeginBody;
import org.qgate.kernel.internal.circuit.cell.CellCommand;
import org.qgate.kernel.internal.circuit.cell.MessageType;
import org.qgate.kernel.internal.directory.Relay;
import org.qgate.kernel.internal.link.ControlType;
import org.qgate.sim.Corpus;

/**
 * A whole relay, that is an exit too, with a neighbour who keeps to the handshakes and to nothing else. An input is a
 * script: an operation, a length in two bytes, so many bytes; operations are a control message about the circuit, a
 * control message as it is, a message area for the relay in a cell of either command, a cell of anything, and time.
 */
final class NeighbourFuzzTest {
    private static final int MOST_OPERATIONS = 40;
    private static final World WORLD = World.of(77, 1, 1);
    private static final Relay RELAY = WORLD.relays.get(0).relay();
    private static RawClient raw = neighbour(1);
    private static int neighbours = 1;

    private static RawClient neighbour(int number) {
        return new RawClient(WORLD, "10.3." + number / 250 + "." + (1 + number % 250)).link(RELAY);
    }

    @FuzzTest
    void shouldOutliveAnyNeighbour(byte[] input) {
        check(input);
    }

    private static void check(byte[] input) {
        if (raw.isDown()) {
            raw = neighbour(++neighbours);
        }
        raw.destroyed.clear();
        raw.messages.clear();
        raw.create(RELAY, CellSize.SMALL);
        play(new WireReader(input));
        WORLD.sim.run(100);
        assertTrue(
                WORLD.exit().host.failures().isEmpty(),
                () -> WORLD.exit().host.failures().toString());
        if (!raw.isDown()) {
            raw.control(ControlType.DESTROY, raw.id, new byte[] {0});
            WORLD.sim.run(100);
        }
        assertEquals(0, WORLD.exit().layer.relayed(), "nothing is left of the circuit");
    }

    private static void play(WireReader script) {
        try {
            for (int i = 0; i < MOST_OPERATIONS && !raw.isDown(); i++) {
                int operation = script.u8();
                operate(operation, script.bytes(Math.min(script.u16(), script.remaining())));
            }
        } catch (WireException over) {
            return; // the script ends
        }
    }

    private static void operate(int operation, byte[] body) {
        switch (operation % 6) {
            case 0 -> raw.control(type(body), raw.id, rest(body));
            case 1 -> raw.turn(() -> raw.link.control(type(body), rest(body)));
            case 2 -> raw.cell(CellCommand.RELAY, area(body));
            case 3 -> raw.cell(CellCommand.RELAY_EARLY, area(body));
            case 4 -> raw.turn(() -> raw.put(raw.size, raw.id, body.length, Arrays.copyOf(body, raw.size.body())));
            default -> WORLD.sim.run(body.length);
        }
    }

    private static ControlType type(byte[] body) {
        ControlType[] all = ControlType.values();
        return all[body.length == 0 ? 0 : (body[0] & 255) % all.length];
    }

    private static byte[] rest(byte[] body) {
        return Arrays.copyOfRange(body, Math.min(1, body.length), body.length);
    }

    private static byte[] area(byte[] body) {
        return Arrays.copyOf(body, Math.min(body.length, raw.size.message()));
    }

    @Test
    void shouldHoldForMutations() {
        Corpus.of(getClass(), "shouldOutliveAnyNeighbour").mutate(100, NeighbourFuzzTest::check);
    }

    @Test
    void shouldKeepItsInputs() {
        Map<String, byte[]> made = new TreeMap<>();
        made.put("begin", script(2, RawClient.message(MessageType.BEGIN, 1, new BeginBody(World.SERVER, 80).write())));
        made.put(
                "resolve",
                script(2, RawClient.message(MessageType.RESOLVE, 1, new BeginBody(World.SERVER, 0).write())));
        made.put("unknown", script(2, RawClient.message(MessageType.BEGIN, 1, new BeginBody("no.test", 80).write())));
        made.put("sendme", script(2, RawClient.message(MessageType.SENDME, 0, new byte[16])));
        made.put("destroy", script(0, new byte[] {2, 1}));
        made.put("create", script(1, new byte[] {0, 1, 2, 3, 4, 5}));
        made.put("draining", script(1, new byte[] {3}));
        made.put("early", script(3, RawClient.message(MessageType.EXTEND, 0, new byte[100])));
        made.put("foreign", script(4, new byte[] {1, 2, 3}));
        Corpus.of(getClass(), "shouldOutliveAnyNeighbour").keeps(made);
    }

    private static byte[] script(int operation, byte[] body) {
        return new WireWriter().u8(operation).u16(body.length).bytes(body).toBytes();
    }
}
