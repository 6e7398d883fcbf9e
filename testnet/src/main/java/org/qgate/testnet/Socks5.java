package org.qgate.testnet;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A SOCKS5 client (RFC 1928, RFC 1929) that leaves the name to the proxy. */
public final class Socks5 {
    private static final int CONNECT_MS = 10_000;
    private static final int ANSWER_MS = 120_000;

    private final InetSocketAddress proxy;
    private final String user;

    /**
     * Makes a client.
     *
     * @param proxy {@code 127.0.0.1:port}
     * @param user isolates streams from those of other users; null sends no credentials
     */
    public Socks5(String proxy, String user) {
        int colon = proxy.lastIndexOf(':');
        this.proxy = new InetSocketAddress(proxy.substring(0, colon), Integer.parseInt(proxy.substring(colon + 1)));
        this.user = user;
    }

    /**
     * Connects through the proxy.
     *
     * @throws IOException with the reply code when the proxy refuses
     */
    public Socket connect(String host, int port) throws IOException {
        Socket socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.connect(proxy, CONNECT_MS);
            socket.setSoTimeout(ANSWER_MS);
            DataInputStream in = new DataInputStream(socket.getInputStream());
            greet(in, socket.getOutputStream());
            request(in, socket.getOutputStream(), host, port);
            socket.setSoTimeout(0);
            return socket;
        } catch (IOException failed) {
            socket.close();
            throw failed;
        }
    }

    private void greet(DataInputStream in, OutputStream out) throws IOException {
        int method = user == null ? 0 : 2;
        out.write(new byte[] {5, 1, (byte) method});
        in.readUnsignedByte();
        int chosen = in.readUnsignedByte();
        if (chosen != method) {
            throw new IOException("the proxy chose method " + chosen + ", not " + method);
        }
        if (user == null) {
            return;
        }
        byte[] name = user.getBytes(StandardCharsets.UTF_8);
        byte[] message = new byte[name.length + 4];
        message[0] = 1;
        message[1] = (byte) name.length;
        System.arraycopy(name, 0, message, 2, name.length);
        message[name.length + 2] = 1;
        message[name.length + 3] = 'x';
        out.write(message);
        in.readUnsignedByte();
        if (in.readUnsignedByte() != 0) {
            throw new IOException("the proxy refused the credentials");
        }
    }

    private static void request(DataInputStream in, OutputStream out, String host, int port) throws IOException {
        byte[] name = host.getBytes(StandardCharsets.US_ASCII);
        byte[] message = new byte[name.length + 7];
        message[0] = 5;
        message[1] = 1;
        message[3] = 3;
        message[4] = (byte) name.length;
        System.arraycopy(name, 0, message, 5, name.length);
        message[name.length + 5] = (byte) (port >> 8);
        message[name.length + 6] = (byte) port;
        out.write(message);
        in.readUnsignedByte();
        int reply = in.readUnsignedByte();
        if (reply != 0) {
            throw new IOException("the proxy answered " + reply);
        }
        in.readUnsignedByte();
        int length =
                switch (in.readUnsignedByte()) {
                    case 1 -> 4;
                    case 4 -> 16;
                    default -> in.readUnsignedByte();
                };
        in.readFully(new byte[length + 2]);
    }
}
