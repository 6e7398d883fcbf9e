package org.qgate.testnet.trial;

import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.qgate.sim.LoopbackServer;
import org.qgate.testnet.Socks5;

/** Streams through the network to a server that sends everything back; nothing moves on them until they are asked. */
final class IdleStreams implements AutoCloseable {
    /** Isolation keys, and so circuits, that they share. */
    private static final int USERS = 8;

    private static final int ANSWER_MS = 60_000;

    private final LoopbackServer echo;
    private final List<Socket> sockets = new ArrayList<>();

    /** Opens so many, and hears from each once. */
    static IdleStreams open(String proxy, int count) throws IOException {
        IdleStreams all = new IdleStreams();
        try {
            for (int i = 0; i < count; i++) {
                Socket socket = new Socks5(proxy, "idle-" + i % USERS).connect("127.0.0.1", all.echo.port());
                socket.setSoTimeout(ANSWER_MS);
                all.sockets.add(socket);
            }
            if (all.answering() != count) {
                throw new IOException("only " + all.answering() + " of " + count + " streams answer");
            }
            return all;
        } catch (IOException failed) {
            all.close();
            throw failed;
        }
    }

    private IdleStreams() throws IOException {
        echo = new LoopbackServer(
                "127.0.0.1", 0, socket -> socket.getInputStream().transferTo(socket.getOutputStream()));
    }

    /** Sends a byte on each and returns how many sent it back. */
    int answering() {
        for (int i = 0; i < sockets.size(); i++) {
            try {
                sockets.get(i).getOutputStream().write(i);
            } catch (IOException gone) {
                // reading tells as well
            }
        }
        int well = 0;
        for (int i = 0; i < sockets.size(); i++) {
            try {
                well += sockets.get(i).getInputStream().read() == (i & 0xff) ? 1 : 0;
            } catch (IOException gone) {
                // not counted: that is what is asked for
            }
        }
        return well;
    }

    @Override
    public void close() throws IOException {
        for (Socket each : sockets) {
            each.close();
        }
        echo.close();
    }
}
