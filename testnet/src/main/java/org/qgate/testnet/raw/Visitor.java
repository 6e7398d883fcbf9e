package org.qgate.testnet.raw;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import org.qgate.api.error.QGateException;

/** One connection of a {@link Crowd}. */
public final class Visitor {
    private final SocketChannel channel;
    private final ByteBuffer input;
    private final ArrayDeque<ByteBuffer> output = new ArrayDeque<>(0);
    private SelectionKey key;
    private RawLink link;
    private boolean connected;
    private boolean over;
    private boolean deaf;
    private long heard;
    private long backlog;

    Visitor(SocketChannel channel, ByteBuffer input) {
        this.channel = channel;
        this.input = input;
    }

    void key(SelectionKey registered) {
        key = registered;
    }

    void speak(RawLink with) {
        link = with;
        if (connected) {
            send(link.firstMessage());
        }
    }

    void connected() {
        connected = true;
        if (link != null) {
            send(link.firstMessage());
        }
    }

    void ready() {
        try {
            if (key.isConnectable() && channel.finishConnect()) {
                interest();
                connected();
                return;
            }
            if (key.isReadable()) {
                read();
            }
            if (!over && key.isWritable()) {
                write();
            }
        } catch (IOException gone) {
            leave(); // reset by the relay: that is one of its answers
        }
    }

    private void read() throws IOException {
        input.clear();
        int count = channel.read(input);
        if (count < 0) {
            leave();
            return;
        }
        heard += count;
        if (link != null) {
            try {
                link.received(input.array(), count);
            } catch (QGateException refused) {
                leave();
            }
        }
    }

    /** Sends bytes, or keeps them until there is room. */
    public void send(byte[] bytes) {
        if (over) {
            return;
        }
        output.add(ByteBuffer.wrap(bytes));
        backlog += bytes.length;
        try {
            write();
        } catch (IOException gone) {
            leave(); // as above
        }
    }

    private void write() throws IOException {
        while (connected && !output.isEmpty()) {
            backlog -= channel.write(output.peek());
            if (output.peek().hasRemaining()) {
                break;
            }
            output.poll();
        }
        if (connected) {
            interest();
        }
    }

    private void interest() {
        key.interestOps((deaf ? 0 : SelectionKey.OP_READ) | (output.isEmpty() ? 0 : SelectionKey.OP_WRITE));
    }

    /** From here on nothing is read, and little fits what the operating system keeps. */
    public void goDeaf() throws IOException {
        deaf = true;
        channel.setOption(StandardSocketOptions.SO_RCVBUF, 4_096);
        interest();
    }

    /** Ends the connection. */
    public void leave() {
        over = true;
        output.clear();
        try {
            channel.close();
        } catch (IOException ignored) {
            // it is gone either way
        }
    }

    /** Returns its link, or null when it has none. */
    public RawLink link() {
        return link;
    }

    /** Whether the connection stood, once. */
    public boolean isConnected() {
        return connected;
    }

    /** Whether the connection is gone. */
    public boolean isOver() {
        return over;
    }

    /** Whether it stands and its handshake is complete. */
    public boolean isLinked() {
        return !over && link != null && link.isOpen();
    }

    /** Returns how many bytes the relay sent. */
    public long heard() {
        return heard;
    }

    /** Returns how many bytes wait for room. */
    public long backlog() {
        return backlog;
    }
}
