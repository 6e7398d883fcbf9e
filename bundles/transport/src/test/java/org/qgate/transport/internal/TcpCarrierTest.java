package org.qgate.transport.internal;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.qgate.api.net.Endpoint;
import org.qgate.api.transport.Role;

/** The contract over loopback sockets. */
class TcpCarrierTest extends CarrierContract {
    private final Owner here = new Owner();
    private final Owner there = new Owner();
    private final Node client = new Node(here);
    private final Node server = new Node(there);
    private final Endpoint address = server.listen(10).address();

    @BeforeEach
    void start() {
        begin();
        here.events.clear();
        there.events.clear();
    }

    @Override
    List<End> connect() {
        int before = there.accepted.size();
        long port = client.connect(address);
        here.until("connected", () -> here.connected.contains(port));
        there.until("accepted", () -> there.accepted.size() > before);
        return List.of(
                new End(client.ports, client.lease, Role.KERNEL, here, port),
                new End(server.ports, server.lease, Role.KERNEL, there, there.accepted.get(before)));
    }

    @Override
    void stop() {
        client.close();
        server.close();
    }
}
