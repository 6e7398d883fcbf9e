package org.qgate.gate.internal.facade;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.qgate.api.NodeId;
import org.qgate.api.base.Workers;
import org.qgate.api.protocol.ProtocolStream;
import org.qgate.api.protocol.Protocols;
import org.qgate.ext.Permission;
import org.qgate.ext.net.Target;
import org.qgate.gate.Permit;
import org.qgate.gate.Quota;

/** What a call of an extender asks of the node. */
class OwnNetTest {
    private static final Quota QUOTA = new Quota(1, 100, 1, 1, 100, 1_000_000, 1, 1);
    private static final String NODE = new NodeId(1, 2, 3, 4).toString();

    private final HandClock clock = new HandClock();
    private final Recorder recorder = new Recorder();

    /** Remembers what was dialled. */
    private static final class Recorder implements Protocols {
        private final List<Dial> dialled = new ArrayList<>();

        @Override
        public List<NodeId> nodes(String protocol) {
            return List.of();
        }

        @Override
        public ProtocolStream dial(Dial dial, long atMostMs) {
            throw new UnsupportedOperationException();
        }

        @Override
        public byte[] call(Dial dial, byte[] request, long atMostMs) {
            dialled.add(dial);
            return request;
        }

        @Override
        public Registration accept(String protocol, Workers workers, StreamServer server) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Registration serve(String protocol, Workers workers, CallServer server) {
            throw new UnsupportedOperationException();
        }
    }

    private String isolation(String id, String asked) {
        Permit permit = new Permit(
                id, "1", "publisher", Map.of(Permission.NET_DIAL, Set.of("echo/1")), Set.of(), QUOTA, id, Map.of());
        Access access = new Access(permit, clock, new Meter(clock));
        new OwnNet(access, recorder, new OwnStreams(access))
                .call(new Target(NODE, "echo/1", false, asked), new byte[1], 1_000);
        return recorder.dialled.get(recorder.dialled.size() - 1).isolation();
    }

    @Test
    void shouldShareNoCircuitWithAnotherExtenderWhateverItAsks() {
        assertEquals(isolation("a", "x"), isolation("a", "x"));
        assertFalse(isolation("a", "x").equals(isolation("a", "y")));
        assertFalse(isolation("a", "x").equals(isolation("b", "x")));
        assertFalse(isolation("a", "b x").equals(isolation("a.b", "x")));
    }

    @Test
    void shouldDialOverThreeHops() {
        isolation("a", "");
        assertEquals(3, recorder.dialled.get(0).hops());
    }
}
