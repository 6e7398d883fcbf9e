package org.qgate.kernel.internal.circuit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.qgate.api.crypto.CellSize;
import org.qgate.kernel.internal.Counter;
import org.qgate.sim.SimRandom;
import org.qgate.sim.SimSocket;

/** Files through circuits of every length and cell size, both ways at once. */
final class FileTest {
    private static final int UP = 3_000_000;
    private static final int DOWN = 5_000_000;

    @ParameterizedTest
    @CsvSource({"1,LARGE", "3,LARGE", "5,LARGE", "1,SMALL", "3,SMALL", "5,SMALL"})
    void shouldCarryFilesBothWays(int hops, CellSize size) {
        World world = World.of(hops * 100L + size.code(), hops);
        byte[] up = new SimRandom(1).bytes(UP);
        byte[] down = new SimRandom(2).bytes(DOWN);
        world.server.onEnd(socket -> {});
        SimSocket application = world.dial(world.request(hops, size));
        application.send(up);
        world.until("server has a connection", () -> !world.server.accepted().isEmpty());
        SimSocket server = world.server.accepted().get(0);
        server.send(down);

        world.until("upload", () -> server.count() == UP);
        world.until("download", () -> application.count() == DOWN);
        application.shutdownOutput();
        world.until("end of upload", server::inputClosed);
        server.shutdownOutput();
        world.until("end of download", application::inputClosed);

        assertArrayEquals(up, server.received());
        assertArrayEquals(down, application.received());
        world.until("streams are over", world::noStreams);
        assertEquals(hops, world.client.layer.circuits().get(0).hops().size());
        assertEquals(0, world.client.counted(Counter.CELLS_REFUSED));
        world.sim.run(2_000);
        assertTrue(world.client.layer.queuedBytes() == 0 && world.exit().layer.queuedBytes() == 0);
    }
}
