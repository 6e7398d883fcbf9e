package org.qgate.testnet.raw;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.qgate.api.NodeId;
import org.qgate.api.crypto.CellSize;
import org.qgate.api.crypto.HopLayers;
import org.qgate.api.crypto.HopRequest;
import org.qgate.api.crypto.HopTarget;
import org.qgate.common.wire.WireReader;
import org.qgate.common.wire.WireWriter;

/** A client's circuit that sends what it is told. Not thread-safe. */
public final class RawCircuit {
    /** Cell commands ([CELL-2]). */
    public static final int RELAY = 3;

    /** The command that may carry EXTEND. */
    public static final int RELAY_EARLY = 9;

    /** Message types ([MSG-2]). */
    public static final int EXTEND = 1;

    static final int EXTENDED = 2;

    /** Opens a stream. */
    public static final int BEGIN = 3;

    /** The exit connected. */
    public static final int CONNECTED = 4;

    /** Bytes of a stream. */
    public static final int DATA = 5;

    /** The end of a stream. */
    public static final int END = 6;

    /** The end of one direction. */
    public static final int EOF = 7;

    /** Asks for addresses. */
    public static final int RESOLVE = 9;

    /** The answer to it. */
    public static final int RESOLVED = 10;

    private static final int SENDME = 11;
    private static final int ACKNOWLEDGED_BYTES = 65_536; // [FLOW-2]

    private final RawLink link;
    private final Workbench bench;
    private final int id;
    private final CellSize size;
    private final List<HopLayers> hops = new ArrayList<>(1);
    private final int[] heard = new int[SENDME + 1]; // messages by type
    private final ByteArrayOutputStream data = new ByteArrayOutputStream(0);
    private HopRequest pending;
    private boolean acknowledging = true;
    private int dataCells;
    private int destroyed = -1;

    RawCircuit(RawLink link, Workbench bench, int id, CellSize size) {
        this.link = link;
        this.bench = bench;
        this.id = id;
        this.size = size;
    }

    int id() {
        return id;
    }

    CellSize size() {
        return size;
    }

    /** Asks for the first hop. */
    public void create(HopTarget hop) {
        pending = bench.crypto().hops().request(hop, size);
        link.control(
                RawLink.CREATE, new WireWriter().i32(id).bytes(pending.create()).toBytes());
    }

    /** Asks for one more hop; large cells only. */
    public void extend(NodeId next, HopTarget hop) {
        pending = bench.crypto().hops().request(hop, size);
        byte[] body = new WireWriter()
                .bytes(next.bytes())
                .u8(size.code())
                .bytes(pending.create())
                .toBytes();
        cell(
                RELAY_EARLY,
                new WireWriter().u8(EXTEND).u16(body.length).bytes(body).toBytes());
    }

    void created(byte[] answer) {
        if (pending != null) {
            hops.add(pending.finish(answer));
            pending = null;
        }
    }

    void destroyed(int reason) {
        destroyed = reason;
    }

    /** Sends a message of a stream. */
    public void send(int type, int stream, byte[] body) {
        byte[] area = new WireWriter(body.length + 7)
                .u8(type)
                .u16(4 + body.length)
                .i32(stream)
                .bytes(body)
                .toBytes();
        cell(RELAY, area);
    }

    /** Opens a stream to a literal address. */
    public void begin(int stream, String host, int port) {
        send(BEGIN, stream, new WireWriter().u16(port).u8(0).ascii8(host).toBytes());
    }

    /** Asks the exit about a literal: the smallest question that it answers. */
    public void resolve(int stream, String host) {
        send(RESOLVE, stream, new WireWriter().u16(0).u8(0).ascii8(host).toBytes());
    }

    /** Sends a message area to the last hop. */
    public void cell(int command, byte[] area) {
        byte[] body = new byte[size.body()];
        System.arraycopy(area, 0, body, CellSize.TAG, area.length);
        byte[] out = new byte[size.body()];
        hops.get(hops.size() - 1).outbound().clientOriginate(command, body, 0, out, 0);
        for (int hop = hops.size() - 2; hop >= 0; hop--) {
            byte[] next = new byte[size.body()];
            hops.get(hop).outbound().clientOutbound(command, out, 0, next, 0);
            out = next;
        }
        link.cell(size, id, command, out);
    }

    void received(byte[] cell) {
        byte[] in = cell;
        for (HopLayers hop : hops) {
            byte[] out = new byte[size.body()];
            if (hop.inbound().clientInbound(RELAY, in, 0, out, 0)) {
                messages(hop, out);
                return;
            }
            in = out;
        }
        throw new IllegalStateException("a cell that no hop sent");
    }

    private void messages(HopLayers from, byte[] body) {
        WireReader in = new WireReader(body, CellSize.TAG, size.message());
        boolean carriedData = false;
        while (in.remaining() >= 3) {
            int type = in.u8();
            if (type == 0) {
                break;
            }
            message(type, in.bytes(in.u16()));
            carriedData |= type == DATA;
        }
        if (carriedData && ++dataCells % (ACKNOWLEDGED_BYTES / (size == CellSize.LARGE ? 4_096 : 512)) == 0) {
            acknowledge(from);
        }
    }

    private void message(int type, byte[] body) {
        if (type < heard.length) {
            heard[type]++;
        }
        if (type == EXTENDED) {
            created(body);
        } else if (type == DATA) {
            data.write(body, 4, body.length - 4);
        }
    }

    private void acknowledge(HopLayers from) {
        if (acknowledging) {
            byte[] tag = new byte[CellSize.TAG];
            from.inbound().tag(tag, 0);
            cell(RELAY, new WireWriter().u8(SENDME).u16(tag.length).bytes(tag).toBytes());
        }
    }

    /** From here on no SENDME is sent. */
    public void withholdAcknowledgements() {
        acknowledging = false;
    }

    /** Returns how many hops stand. */
    public int hops() {
        return hops.size();
    }

    /** Whether the circuit was destroyed by the other end. */
    public boolean isDestroyed() {
        return destroyed >= 0;
    }

    /** Returns how many messages of a type came. */
    public int heard(int type) {
        return heard[type];
    }

    /** Returns what came as bytes of streams, and forgets it. */
    public byte[] takeData() {
        byte[] all = data.toByteArray();
        data.reset();
        return all;
    }
}
