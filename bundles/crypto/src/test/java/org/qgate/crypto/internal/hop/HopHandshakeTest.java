package org.qgate.crypto.internal.hop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.qgate.api.crypto.CellSize;
import org.qgate.api.crypto.HopAnswer;
import org.qgate.api.crypto.HopLayers;
import org.qgate.api.crypto.HopRequest;
import org.qgate.api.crypto.HopTarget;
import org.qgate.crypto.internal.Node;

/** The hop handshake between whole providers. */
class HopHandshakeTest {
    private final Node client = new Node(1);
    private final Node relay = new Node(2);

    @ParameterizedTest
    @EnumSource
    void shouldGiveBothEndsTheSameLayers(CellSize size) {
        HopRequest request =
                client.crypto.hops().request(new HopTarget(relay.identity.nodeId(), relay.identity.onionKeys()), size);
        assertEquals(HopForm.CREATE, request.create().length);
        HopAnswer answer = relay.crypto.hops().answer(relay.identity, request.create());
        assertEquals(HopForm.CREATED, answer.created().length);
        assertEquals(size, answer.size());
        HopLayers layers = request.finish(answer.created());
        assertEquals(32, layers.binding().length);
        assertArrayEquals(layers.binding(), answer.layers().binding());
        byte[] in = new byte[size.body()];
        Arrays.fill(in, (byte) 7);
        byte[] sent = new byte[size.body()];
        byte[] out = new byte[size.body()];
        for (int i = 0; i < 5; i++) {
            layers.outbound().clientOriginate(3, in, 0, sent, 0);
            assertTrue(answer.layers().outbound().relayOutbound(3, sent, 0, out, 0));
            assertArrayEquals(Arrays.copyOfRange(in, 16, in.length), Arrays.copyOfRange(out, 16, out.length));
            answer.layers().inbound().relayOriginate(3, in, 0, sent, 0);
            assertTrue(layers.inbound().clientInbound(3, sent, 0, out, 0));
            assertArrayEquals(Arrays.copyOfRange(in, 16, in.length), Arrays.copyOfRange(out, 16, out.length));
        }
    }
}
