package org.qgate.kernel.internal.circuit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.qgate.api.NodeId;
import org.qgate.api.crypto.CellSize;
import org.qgate.api.net.Endpoint;
import org.qgate.common.json.Json;
import org.qgate.kernel.internal.circuit.cell.DestroyReason;
import org.qgate.kernel.internal.circuit.leg.CellWorks;
import org.qgate.kernel.internal.circuit.leg.Neighbour;
import org.qgate.kernel.internal.circuit.leg.Neighbours;
import org.qgate.kernel.internal.link.ControlType;
import org.qgate.kernel.internal.link.Link;
import org.qgate.kernel.internal.link.LinkClose;

/** The control messages of circuits against the public vectors. */
final class ControlVectorsTest {
    private static final Path FILE =
            Path.of(System.getProperty("qgate.docs", "../docs"), "vectors", "relay-messages.json");

    @Test
    void shouldWriteControlMessages() throws IOException {
        World world = World.of(1, 1);
        Told link = new Told();
        Neighbour neighbour = new Neighbours(new CellWorks(world.client.env, () -> world.client.settings)).of(link);
        Map<?, ?> document = (Map<?, ?>) Json.read(Files.readString(FILE));
        for (Object each : (List<?>) document.get("controls")) {
            Map<?, ?> vector = (Map<?, ?>) each;
            byte[] body = HexFormat.of().parseHex((String) vector.get("body"));
            int id = ((Long) vector.get("circuit")).intValue();
            if (vector.get("name").equals("DESTROY")) {
                neighbour.sendDestroy(id, DestroyReason.of(((Long) vector.get("reason")).intValue()));
            } else {
                ControlType type = ControlType.valueOf((String) vector.get("name"));
                neighbour.send(type, id, Arrays.copyOfRange(body, 4, body.length));
            }
            assertEquals(vector.get("name") + " " + vector.get("body"), link.told.remove(0));
        }
    }

    /** A link that writes down what it is told. */
    private static final class Told implements Link {
        private final List<String> told = new ArrayList<>();

        @Override
        public long id() {
            return 1;
        }

        @Override
        public NodeId peer() {
            return null;
        }

        @Override
        public boolean initiator() {
            return true;
        }

        @Override
        public Endpoint remote() {
            return World.at("10.0.0.1:1");
        }

        @Override
        public boolean writable() {
            return true;
        }

        @Override
        public int beginCell(CellSize size) {
            throw new UnsupportedOperationException();
        }

        @Override
        public byte[] buffer() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void endCell() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void control(ControlType type, byte[] body) {
            told.add(type + " " + HexFormat.of().formatHex(body));
        }

        @Override
        public void doubted() {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean isDoubted() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close(LinkClose reason) {
            throw new UnsupportedOperationException();
        }
    }
}
