package org.qgate.testnet.abuse;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;

/**
 * A server whose queue of connections is full and stays so: whoever connects waits until he gives up. The operating
 * system drops the connection's first segment, as a router does that answers nothing.
 */
final class DeafServer implements AutoCloseable {
    private static final int SHORT_MS = 300;
    private static final int MOST = 64;

    private final ServerSocket server = new ServerSocket();
    private final List<Socket> filling = new ArrayList<>();

    DeafServer() throws IOException {
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
        while (connects()) {
            if (filling.size() == MOST) {
                throw new IOException(MOST + " connections stand, none accepted: the queue does not fill");
            }
        }
    }

    private boolean connects() throws IOException {
        Socket socket = new Socket();
        filling.add(socket);
        try {
            socket.connect(server.getLocalSocketAddress(), SHORT_MS);
            return true;
        } catch (SocketTimeoutException full) {
            socket.close();
            return false;
        }
    }

    int port() {
        return server.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        for (Socket each : filling) {
            each.close();
        }
        server.close();
    }
}
