package org.qgate.testnet.raw;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.qgate.api.crypto.CellSize;
import org.qgate.api.crypto.Identity;
import org.qgate.api.crypto.LinkCipher;
import org.qgate.api.crypto.LinkHandshake;
import org.qgate.common.wire.WireReader;
import org.qgate.common.wire.WireWriter;

/**
 * The initiator's half of a link ([LINK-1], [REC-2], [FRAME-2]) without a socket: bytes go in and out. It obeys the
 * handshake and the record format and else does what it is told, each frame in a record of its own. Not thread-safe.
 */
public final class RawLink {
    /** Frame types ([FRAME-2]). */
    public static final int PAD = 0;

    /** Asks for a PONG. */
    public static final int PING = 3;

    /** Answers a PING. */
    public static final int PONG = 4;

    /** A step of a rekey. */
    public static final int REKEY = 5;

    /** The last frame under old keys. */
    public static final int REKEY_DONE = 6;

    /** A control message. */
    public static final int CONTROL = 7;

    /** The end of the link. */
    public static final int CLOSE = 8;

    static final int CREATE = 0x8001;
    static final int CREATED = 0x8002;
    static final int DESTROY = 0x8003;
    private static final int OFFER = 1;
    private static final int ANSWER = 2;
    private static final byte[] NOTHING = {};

    private final Workbench bench;
    private final Consumer<byte[]> out;
    private LinkHandshake handshake;
    private LinkCipher cipher;
    private long sentBytes;
    private byte[] held = NOTHING;
    private int recordLength;
    private int closed = -1;
    private int rekeys;
    private boolean rekeying;
    private long pongs;
    private int lastCircuit = 0x80000000; // the link's initiator sets the high bit ([CELL-3])
    private Map<Integer, RawCircuit> circuits = Map.of();
    private Consumer<byte[]> controls = body -> {};

    /**
     * Prepares a link.
     *
     * @param self null for an anonymous client
     * @param out takes what is to be sent
     */
    public RawLink(Workbench bench, RelayTarget to, Identity self, Consumer<byte[]> out) {
        this.bench = bench;
        this.out = out;
        handshake = bench.crypto().links().initiate(to.link(), self, to.network(), "tcp");
    }

    /** Returns message 1: nothing is sent yet. */
    public byte[] firstMessage() {
        return handshake.start();
    }

    /** Takes what the relay sent. */
    public void received(byte[] in, int length) {
        byte[] all = join(in, length);
        int at = 0;
        for (int taken = 1; taken > 0 && !isClosed(); at += taken) {
            taken = cipher == null ? answer(all, at) : record(all, at);
        }
        held = at == all.length || isClosed() ? NOTHING : Arrays.copyOfRange(all, at, all.length);
    }

    private byte[] join(byte[] in, int length) {
        byte[] all = Arrays.copyOf(held, held.length + length);
        System.arraycopy(in, 0, all, held.length, length);
        return all;
    }

    private int answer(byte[] in, int at) {
        int wanted = handshake.expects();
        if (in.length - at < wanted) {
            return 0;
        }
        byte[] reply = handshake.advance(Arrays.copyOfRange(in, at, at + wanted));
        cipher = handshake.finish().cipher();
        handshake = null;
        out.accept(reply);
        return wanted;
    }

    private int record(byte[] in, int at) {
        int start = at;
        if (recordLength == 0 && in.length - at >= 2) {
            recordLength = cipher.openLength(in, at);
            start += 2;
        }
        if (recordLength == 0 || in.length - start < recordLength) {
            return start - at;
        }
        byte[] plain = new byte[recordLength];
        int length = cipher.open(in, start, recordLength, plain, 0);
        int taken = start - at + recordLength;
        recordLength = 0;
        WireReader frames = new WireReader(plain, 0, length);
        while (frames.remaining() > 0 && !isClosed()) {
            int type = frames.u8();
            frame(type, frames.bytes(frames.u16()));
        }
        return taken;
    }

    private void frame(int type, byte[] body) {
        switch (type) {
            case 1 -> cells(CellSize.SMALL, body);
            case 2 -> cells(CellSize.LARGE, body);
            case PING -> send(PONG, body);
            case PONG -> pongs++;
            case REKEY -> rekey(body);
            case REKEY_DONE -> rekeyed();
            case CONTROL -> control(body);
            case CLOSE -> closed = body[0];
            default -> {} // padding
        }
    }

    private void rekey(byte[] body) {
        byte[] message = Arrays.copyOfRange(body, 1, body.length);
        if (body[0] == ANSWER) {
            cipher.rekeyAccept(message);
            send(REKEY_DONE, NOTHING);
            cipher.switchSending();
        } else {
            rekey();
        }
    }

    private void rekeyed() {
        cipher.switchReceiving();
        rekeying = false;
        rekeys++;
    }

    /** Begins a rekey ([REKEY-2]), unless one runs. */
    public void rekey() {
        if (!rekeying) {
            rekeying = true;
            byte[] offer = cipher.rekeyOffer();
            send(REKEY, new WireWriter().u8(OFFER).bytes(offer).toBytes());
        }
    }

    private void control(byte[] body) {
        WireReader in = new WireReader(body);
        int type = in.u16();
        if (type != CREATED && type != DESTROY) {
            controls.accept(body);
            return;
        }
        RawCircuit circuit = circuits.get(in.i32());
        if (circuit != null && type == CREATED) {
            circuit.created(in.bytes(in.remaining()));
        } else if (circuit != null) {
            circuit.destroyed(in.u8());
        }
    }

    private void cells(CellSize size, byte[] body) {
        for (int at = 0; at < body.length; at += size.cell()) {
            WireReader in = new WireReader(body, at, size.cell());
            RawCircuit circuit = circuits.get(in.i32());
            in.u8(); // the command: always RELAY towards a client
            if (circuit != null && circuit.size() == size) {
                circuit.received(in.bytes(size.body()));
            }
        }
    }

    /** Returns a new circuit on this link; nothing is sent yet. */
    public RawCircuit circuit(CellSize size) {
        RawCircuit circuit = new RawCircuit(this, bench, ++lastCircuit, size);
        if (circuits.isEmpty()) {
            circuits = new HashMap<>();
        }
        circuits.put(circuit.id(), circuit);
        return circuit;
    }

    /** Sends a frame. */
    public void send(int type, byte[] payload) {
        byte[] scratch = bench.scratch();
        byte[] plain = new WireWriter(payload.length + 3)
                .u8(type)
                .u16(payload.length)
                .bytes(payload)
                .toBytes();
        int length = cipher.seal(plain, 0, plain.length, scratch, 0);
        sentBytes += length;
        out.accept(Arrays.copyOf(scratch, length));
    }

    /** Returns how much was sealed since the link stands, under however many keys. */
    public long sentBytes() {
        return sentBytes;
    }

    /** Sends a control message. */
    public void control(int type, byte[] body) {
        send(CONTROL, new WireWriter(body.length + 2).u16(type).bytes(body).toBytes());
    }

    void cell(CellSize size, int circuit, int command, byte[] body) {
        int type = size == CellSize.SMALL ? 1 : 2;
        send(
                type,
                new WireWriter(size.cell()).i32(circuit).u8(command).bytes(body).toBytes());
    }

    /** Registers who hears of other control messages, type first. */
    public void onControl(Consumer<byte[]> listener) {
        controls = listener;
    }

    /** Whether the handshake is complete and the relay has not closed. */
    public boolean isOpen() {
        return cipher != null && !isClosed();
    }

    /** Whether the relay sent CLOSE. */
    public boolean isClosed() {
        return closed >= 0;
    }

    /** Returns how many rekeys were completed. */
    public int rekeys() {
        return rekeys;
    }

    /** Returns how many PINGs were answered. */
    public long pongs() {
        return pongs;
    }
}
