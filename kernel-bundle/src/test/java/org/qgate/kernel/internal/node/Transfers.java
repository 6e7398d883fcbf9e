package org.qgate.kernel.internal.node;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.qgate.api.net.Endpoint;
import org.qgate.sim.SimPeer;
import org.qgate.sim.SimRandom;
import org.qgate.sim.SimSocket;
import org.qgate.sim.SimWorld;

/**
 * Applications that ask a node's SOCKS entry for a server and move bytes, up or down, with credentials of their own; driven
 * by events alone, so that many run at once. Each ends with the right bytes or with an error, or is found hanging.
 */
final class Transfers {
    static final String SERVER = "server.example";
    private static final int HEADER = 13;

    /** How a transfer stands. */
    enum State {
        RUNNING,
        DONE,
        REFUSED,
        BROKEN,
        WRONG
    }

    private final SimWorld world;
    private final SimPeer application;
    private final Map<SimSocket, Transfer> bySocket = new HashMap<>();
    private final List<Transfer> all = new ArrayList<>();

    /** Makes a server on one host and applications on another. */
    Transfers(SimWorld world, String serverAddress, String applicationAddress) {
        this.world = world;
        SimPeer server = new SimPeer(world.host(serverAddress)).onBytes(Transfers::serve);
        server.listen(Endpoint.parse(serverAddress + ":80").orElseThrow());
        application = new SimPeer(world.host(applicationAddress))
                .onBytes(socket -> bySocket.get(socket).received(socket));
    }

    /** Answers {@code seed, length, up} with that many bytes, or with the hash of those that came. */
    private static void serve(SimSocket socket) {
        byte[] got = socket.received();
        if (got.length < HEADER) {
            return;
        }
        ByteBuffer header = ByteBuffer.wrap(got);
        long seed = header.getLong();
        int length = header.getInt();
        boolean up = header.get() == 1;
        if (up && got.length == HEADER + length) {
            int hash = Arrays.hashCode(Arrays.copyOfRange(got, HEADER, got.length));
            socket.send(ByteBuffer.allocate(4).putInt(hash).array());
            socket.shutdownOutput();
        } else if (!up && got.length == HEADER) {
            socket.send(new SimRandom(seed).bytes(length));
            socket.shutdownOutput();
        }
    }

    /** Begins a transfer through a node's entry. */
    Transfer begin(Endpoint entry, String user, int length, boolean up) {
        Transfer transfer = new Transfer(user, all.size() + 1, length, up);
        transfer.socket = application.dial(entry);
        bySocket.put(transfer.socket, transfer);
        all.add(transfer);
        poll(transfer);
        return transfer;
    }

    /** Begins to send up, and stops half-way until {@link Transfer#release}. */
    Transfer beginHeld(Endpoint entry, String user, int length) {
        Transfer transfer = begin(entry, user, length, true);
        transfer.held = true;
        return transfer;
    }

    /** A socket tells of bytes, not of its end or of its beginning. */
    private void poll(Transfer transfer) {
        transfer.look();
        if (transfer.state == State.RUNNING) {
            world.at(20, () -> poll(transfer));
        }
    }

    List<Transfer> all() {
        return all;
    }

    boolean over() {
        return all.stream().allMatch(one -> one.state != State.RUNNING);
    }

    long count(State state) {
        return all.stream().filter(one -> one.state == state).count();
    }

    /** One of them. */
    final class Transfer {
        final String user;
        final long beganMs = world.nowMs();
        private final long seed;
        private final int length;
        private final boolean up;
        private SimSocket socket;
        private int step;
        private boolean held;
        State state = State.RUNNING;
        String why = "";
        long answeredMs;
        long endedMs;

        private Transfer(String user, long seed, int length, boolean up) {
            this.user = user;
            this.seed = seed;
            this.length = length;
            this.up = up;
        }

        private void look() {
            if (state != State.RUNNING) {
                return;
            }
            if (step == 0 && socket.isOpen()) {
                step = 1;
                socket.send(new byte[] {5, 1, 2});
            } else if (socket.failure() != null) {
                end(State.REFUSED, "entry: " + socket.failure());
            } else if (socket.closed() != null) {
                end(step < 4 ? State.REFUSED : State.BROKEN, "closed: " + socket.closed() + " at step " + step);
            }
        }

        private void received(SimSocket from) {
            byte[] got = from.received();
            if (step == 1 && got.length >= 2) {
                from.take();
                credentials();
            } else if (step == 2 && got.length >= 2) {
                from.take();
                ask();
            } else if (step == 3 && got.length >= 10) {
                from.take();
                answered(got);
            } else if (step == 4 && got.length >= (up ? 4 : length)) {
                check(got);
            }
        }

        private void credentials() {
            step = 2;
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.writeBytes(new byte[] {1, (byte) user.length()});
            out.writeBytes(user.getBytes(StandardCharsets.US_ASCII));
            out.writeBytes(new byte[] {1, 'x'});
            socket.send(out.toByteArray());
        }

        private void ask() {
            step = 3;
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.writeBytes(new byte[] {5, 1, 0, 3, (byte) SERVER.length()});
            out.writeBytes(SERVER.getBytes(StandardCharsets.US_ASCII));
            out.writeBytes(new byte[] {0, 80});
            socket.send(out.toByteArray());
        }

        private void answered(byte[] reply) {
            answeredMs = world.nowMs();
            if (reply[1] != 0) {
                end(State.REFUSED, "SOCKS reply " + reply[1]);
                return;
            }
            step = 4;
            ByteBuffer header = ByteBuffer.allocate(HEADER);
            socket.send(
                    header.putLong(seed).putInt(length).put((byte) (up ? 1 : 0)).array());
            if (up) {
                byte[] all = new SimRandom(seed).bytes(length);
                socket.send(held ? Arrays.copyOf(all, length / 2) : all);
            }
        }

        /** Sends the other half. */
        void release() {
            socket.send(Arrays.copyOfRange(new SimRandom(seed).bytes(length), length / 2, length));
        }

        private void check(byte[] got) {
            byte[] expected = new SimRandom(seed).bytes(length);
            boolean right = up
                    ? got.length == 4 && ByteBuffer.wrap(got).getInt() == Arrays.hashCode(expected)
                    : Arrays.equals(got, expected);
            end(right ? State.DONE : State.WRONG, "");
        }

        private void end(State how, String reason) {
            state = how;
            why = reason;
            endedMs = world.nowMs();
            if (socket.isOpen()) {
                socket.close();
            }
        }

        @Override
        public String toString() {
            return user + (up ? " up " : " down ") + length + " " + state + " " + why + " step " + step + " after "
                    + ((state == State.RUNNING ? world.nowMs() : endedMs) - beganMs) + " ms";
        }
    }
}
