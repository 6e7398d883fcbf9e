package org.qgate.bench.peer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/** Ports of 127.0.0.1 that nobody had a moment ago. */
final class FreePorts {
    private FreePorts() {}

    static List<Integer> of(int count) throws IOException {
        List<ServerSocket> held = new ArrayList<>(); // all at once, so that no two are the same
        try {
            for (int i = 0; i < count; i++) {
                held.add(new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1")));
            }
            return held.stream().map(ServerSocket::getLocalPort).toList();
        } finally {
            for (ServerSocket each : held) {
                each.close();
            }
        }
    }
}
