package org.qgate.kernel.internal.circuit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.qgate.kernel.internal.Counter;
import org.qgate.kernel.internal.circuit.cell.DestroyReason;
import org.qgate.kernel.internal.link.ControlType;

/** More CREATE at once than a relay can answer: the oldest go, links do not starve each other. */
final class CreateQueueTest {
    private static final int LINKS = 4;
    /** What one link takes at once without being closed for it. */
    private static final int EACH = 200;

    private static final int WAITING = 256;
    private static final int FIRST = 0x80000000;

    private final World world = World.of(5, 1, 1, "creates_burst", "10000", "creates_per_second", "1");
    private final TestNode relay = world.relays.get(0);
    private final RawClient quiet = raw(0);
    private final List<RawClient> flooding =
            IntStream.rangeClosed(1, LINKS).mapToObj(this::raw).toList();

    private RawClient raw(int number) {
        return new RawClient(world, "10.0.21" + number + ".1").link(relay.relay());
    }

    private void flood() {
        byte[] request = quiet.request(relay.relay());
        flooding.forEach(raw -> raw.turn(() -> {
            for (int i = 1; i <= EACH; i++) {
                raw.control(ControlType.CREATE, FIRST | i, request);
            }
        }));
    }

    private long dropped() {
        return relay.counted(Counter.CREATES_REFUSED);
    }

    private Stream<DestroyReason> answers() {
        return flooding.stream().flatMap(raw -> raw.destroyed.values().stream());
    }

    @Test
    void shouldDropTheOldestThatWaits() {
        flood();
        world.until("all answered", () -> relay.layer.relayed() + answers().count() == LINKS * EACH);
        assertTrue(dropped() > 0, "the flood was too slow");
        assertEquals(dropped(), answers().count());
        assertTrue(answers().allMatch(reason -> reason == DestroyReason.LIMIT));
        for (RawClient raw : flooding) {
            for (int i = EACH - WAITING / LINKS + 1; i <= EACH; i++) {
                assertFalse(raw.destroyed.containsKey(FIRST | i), "among the newest: " + i);
            }
        }
    }

    @Test
    void shouldServeAQuietLinkDuringAFlood() {
        flood();
        world.until("full", () -> dropped() > 0);
        long began = world.sim.nowMs();
        quiet.create(relay.relay(), quiet.size);
        assertTrue(world.sim.nowMs() - began < 200, "after " + (world.sim.nowMs() - began) + " ms");
        assertTrue(quiet.destroyed.isEmpty());
    }

    @Test
    void shouldForgetRequestsThatAreTakenBack() {
        RawClient raw = flooding.get(0);
        byte[] request = raw.request(relay.relay());
        raw.turn(() -> {
            for (int i = 1; i <= 100; i++) {
                raw.control(ControlType.CREATE, FIRST | i, request);
                raw.control(ControlType.DESTROY, FIRST | i, new byte[] {0});
            }
        });
        quiet.create(relay.relay(), quiet.size);
        world.sim.run(1_000);
        assertEquals(1, relay.layer.relayed());
        assertEquals(0, dropped());
    }
}
