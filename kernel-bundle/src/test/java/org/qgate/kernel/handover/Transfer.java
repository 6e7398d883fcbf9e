package org.qgate.kernel.handover;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.qgate.common.wire.WireWriter;
import org.qgate.sim.SimRandom;
import org.qgate.sim.SimSocket;

/** Bytes both ways between an application and a server, asked for by SOCKS5 with a name and credentials. */
final class Transfer {
    private enum Step {
        METHOD,
        CREDENTIALS,
        REPLY,
        BYTES
    }

    private static final int REPLY_BYTES = 10;

    private final int number;
    private final byte[] up;
    private final byte[] down;
    private final boolean endsEarly;
    private final boolean isolated;
    private Step step = Step.METHOD;
    private SimSocket application;
    private final List<SimSocket> servers = new ArrayList<>();
    private String refusal = "";

    /**
     * Makes one.
     *
     * @param endsEarly whether the application closes its sending half behind its last byte
     */
    Transfer(int number, SimRandom random, int upBytes, int downBytes, boolean endsEarly, boolean isolated) {
        this.number = number;
        this.up = random.bytes(upBytes);
        this.down = random.bytes(downBytes);
        this.endsEarly = endsEarly;
        this.isolated = isolated;
    }

    /** The application dialled the entry. */
    void begin(SimSocket socket) {
        application = socket;
    }

    /** The application's connection stands: it speaks first. */
    void greet() {
        application.send(new byte[] {5, 1, (byte) (isolated ? 2 : 0)});
    }

    /**
     * The server took an exit's connection. There may be another one: a client whose circuit falls silent before it is
     * connected tries elsewhere ([STREAM-11]). Only one of them carries anything.
     */
    void served(SimSocket socket) {
        servers.add(socket);
        socket.send(down);
    }

    /** Returns the server's connection that something came over, any when nothing came yet, null when there is none. */
    private SimSocket server() {
        return servers.stream().max(Comparator.comparingLong(SimSocket::count)).orElse(null);
    }

    /** The application got bytes. */
    void applicationGot() {
        switch (step) {
            case METHOD -> {
                if (has(2)) {
                    step = isolated ? Step.CREDENTIALS : Step.REPLY;
                    application.send(isolated ? credentials() : request());
                }
            }
            case CREDENTIALS -> {
                if (has(2)) {
                    step = Step.REPLY;
                    application.send(request());
                }
            }
            case REPLY -> answered();
            case BYTES -> {}
        }
    }

    private boolean has(int bytes) {
        boolean whole = application.received().length >= bytes;
        if (whole) {
            application.take();
        }
        return whole;
    }

    private void answered() {
        byte[] answer = application.received();
        if (answer.length >= 2 && answer[1] != 0) {
            refusal = "SOCKS reply " + answer[1];
        } else if (answer.length >= REPLY_BYTES) {
            step = Step.BYTES;
            application.send(up);
            if (endsEarly) {
                application.shutdownOutput();
            }
        }
    }

    private byte[] credentials() {
        byte[] user = ("user-" + number).getBytes(StandardCharsets.US_ASCII);
        return new WireWriter().u8(1).u8(user.length).bytes(user).u8(1).u8('x').toBytes();
    }

    private byte[] request() {
        byte[] name = host(number).getBytes(StandardCharsets.US_ASCII);
        return new WireWriter()
                .bytes(new byte[] {5, 1, 0, 3, (byte) name.length})
                .bytes(name)
                .u16(80)
                .toBytes();
    }

    static String host(int number) {
        return "server-" + number + ".example";
    }

    /** Whether the application asked. */
    boolean hasBegun() {
        return application != null;
    }

    /** Whether every byte came, both ways, and the ends of both where the application ended. */
    boolean isComplete() {
        SimSocket server = server();
        boolean bytes = server != null && server.count() == up.length && arrived().length == down.length;
        return bytes && (!endsEarly || server.inputClosed() && application.inputClosed());
    }

    /** The application is done. */
    void close() {
        if (application.isOpen()) {
            application.close();
        }
    }

    /** Whether the application was told that it failed. */
    boolean hasFailed() {
        boolean gone = application != null && (application.closed() != null || application.failure() != null);
        return !refusal.isEmpty() || gone && !isComplete();
    }

    boolean isOver() {
        return isComplete() || hasFailed();
    }

    /** The application says more than it should: for those who look at what becomes of it, not at what arrives. */
    void chatter() {
        if (canTalk()) {
            application.send(new byte[100]);
        }
    }

    boolean canTalk() {
        return step == Step.BYTES && application.isOpen() && !endsEarly;
    }

    private byte[] arrived() {
        byte[] all = application == null || step != Step.BYTES ? new byte[0] : application.received();
        return all.length < REPLY_BYTES ? new byte[0] : Arrays.copyOfRange(all, REPLY_BYTES, all.length);
    }

    /** Fails unless all that arrived is what was sent, from its beginning. */
    void checkBytes() {
        check("to the application", down, arrived());
        check("to the server", up, servers.isEmpty() ? new byte[0] : server().received());
        if (servers.stream().filter(socket -> socket.count() > 0).count() > 1) {
            throw new AssertionError("transfer " + number + " is at its server twice");
        }
    }

    private void check(String way, byte[] sent, byte[] got) {
        if (got.length > sent.length || Arrays.mismatch(Arrays.copyOf(sent, got.length), got) >= 0) {
            throw new AssertionError("transfer " + number + " " + way + ": a wrong byte among " + got.length);
        }
    }

    @Override
    public String toString() {
        return number + " " + step + " up " + (servers.isEmpty() ? -1 : server().count()) + "/" + up.length + " down "
                + arrived().length + "/" + down.length + (application == null ? "" : " " + application.closed())
                + (endsEarly ? " ends early" : "") + refusal;
    }
}
