package org.qgate.transport.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.qgate.api.net.Endpoint;

/** Opens and closes many connections: nothing may stay behind. */
@Timeout(120)
class ManyConnectionsTest {
    private static final int CONNECTIONS = 2_000;
    private static final int AT_ONCE = 100;

    @Test
    void shouldLeaveNothingBehind() {
        Recorder here = new Recorder();
        Recorder there = new Recorder();
        try (Node client = new Node(here);
                Node server = new Node(there)) {
            Endpoint at = server.listen(AT_ONCE).address();
            for (int round = 1; round <= CONNECTIONS / AT_ONCE; round++) {
                int sum = round * AT_ONCE;
                for (int i = 0; i < AT_ONCE; i++) {
                    client.connect(at);
                }
                here.until("connected", () -> here.connected.size() == sum);
                there.until("accepted", () -> there.accepted.size() == sum);
                client.run(() -> here.connected.subList(sum - AT_ONCE, sum).forEach(port -> {
                    Node.commit(client.lease, port, new byte[100]);
                    if (port % 3 == 0) {
                        client.lease.abort(port);
                    } else {
                        client.lease.close(port);
                    }
                }));
                server.run(() -> there.accepted.subList(sum - AT_ONCE, sum).forEach(server.lease::close));
                here.until("closed", () -> here.closed.size() == sum);
                there.until("closed there", () -> there.closed.size() == sum);
            }
            assertEquals(0, client.ports.status().connections());
            assertEquals(0, server.ports.status().connections());
            assertEquals(0, client.ports.status().bufferedBytes());
            assertEquals(0, server.ports.status().bufferedBytes());
            assertEquals(0, server.ports.status().connectionsRefused());
        }
    }
}
