package org.qgate.kernel.internal.circuit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.qgate.api.NodeId;
import org.qgate.api.config.ConfigSpec;
import org.qgate.api.crypto.CellSize;
import org.qgate.api.crypto.Crypto;
import org.qgate.api.crypto.HopLayers;
import org.qgate.api.crypto.HopRequest;
import org.qgate.common.wire.WireReader;
import org.qgate.common.wire.WireWriter;
import org.qgate.crypto.internal.CryptoProvider;
import org.qgate.kernel.internal.SimEnv;
import org.qgate.kernel.internal.circuit.cell.CellCommand;
import org.qgate.kernel.internal.circuit.cell.DestroyReason;
import org.qgate.kernel.internal.circuit.cell.ExtendBody;
import org.qgate.kernel.internal.circuit.cell.MessageReader;
import org.qgate.kernel.internal.circuit.cell.MessageType;
import org.qgate.kernel.internal.directory.Relay;
import org.qgate.kernel.internal.link.AccessList;
import org.qgate.kernel.internal.link.ControlType;
import org.qgate.kernel.internal.link.Link;
import org.qgate.kernel.internal.link.LinkClose;
import org.qgate.kernel.internal.link.LinkEvents;
import org.qgate.kernel.internal.link.LinkSettings;
import org.qgate.kernel.internal.link.TcpLinks;
import org.qgate.sim.SimHost;

/**
 * A client that obeys no rule but those of the handshakes: it sends what a test tells it, and writes down what comes.
 */
final class RawClient implements LinkEvents {
    /** What came back. */
    record Message(int type, int stream, byte[] body) {}

    private final World world;
    private final SimEnv env;
    final Crypto crypto;
    private final TcpLinks links;
    private final MessageReader reader = new MessageReader();
    final Map<Integer, DestroyReason> destroyed = new HashMap<>();
    final List<Message> messages = new ArrayList<>();
    final List<HopLayers> layers = new ArrayList<>();
    Link link;
    CellSize size = CellSize.LARGE;
    int id;
    private int nextId = 0x80000001;
    int cells;
    byte[] tag = new byte[16];
    private byte[] created;
    private boolean down;

    RawClient(World world, String address) {
        this.world = world;
        SimHost host = world.sim.host(address);
        crypto = new CryptoProvider(host.random(), host.state(), host.clock());
        env = new SimEnv(host, crypto);
        LinkSettings settings =
                LinkSettings.from(new ConfigSpec("test", LinkSettings.KEYS).read(Map.of("link_padding", "false")));
        links = new TcpLinks(env, crypto.identity(TestNode.NETWORK), settings, this, new AccessList(any -> false));
        env.open();
    }

    RawClient link(Relay to) {
        env.turn(() -> links.connect(to.contact()));
        world.until("raw link", () -> link != null);
        return this;
    }

    boolean isDown() {
        return down;
    }

    boolean isDestroyed() {
        return destroyed.containsKey(id);
    }

    void control(ControlType type, int circuit, byte[] body) {
        byte[] all = new WireWriter(4).i32(circuit).bytes(body).toBytes();
        env.turn(() -> link.control(type, all));
    }

    /** Makes the first hop. */
    RawClient create(Relay hop, CellSize cellSize) {
        size = cellSize;
        id = nextId++;
        layers.clear();
        HopRequest request = crypto.hops().request(hop.target(), size);
        created = null;
        control(ControlType.CREATE, id, request.create());
        world.until("CREATED", () -> created != null);
        layers.add(request.finish(created));
        return this;
    }

    /** Adds a hop as it should be. */
    RawClient extend(Relay hop) {
        HopRequest request = crypto.hops().request(hop.target(), size);
        messages.clear();
        sendExtend(CellCommand.RELAY_EARLY, hop.id(), size, request.create());
        world.until("EXTENDED", () -> messages.stream().anyMatch(m -> m.type() == MessageType.EXTENDED));
        layers.add(request.finish(messages.get(0).body()));
        return this;
    }

    /** Returns how many cells an EXTEND took. */
    int sendExtend(int command, NodeId next, CellSize named, byte[] create) {
        byte[] body = new ExtendBody(next, named, create).write();
        byte[] whole = new WireWriter(3)
                .u8(MessageType.EXTEND)
                .u16(body.length)
                .bytes(body)
                .toBytes();
        int sent = 0;
        for (int at = 0; at < whole.length; at += size.message(), sent++) {
            cell(command, Arrays.copyOfRange(whole, at, Math.min(whole.length, at + size.message())));
        }
        return sent;
    }

    byte[] request(Relay hop) {
        return crypto.hops().request(hop.target(), size).create();
    }

    /** Sends one message of a stream. */
    void send(int type, int stream, byte[] body) {
        cell(CellCommand.RELAY, message(type, stream, body));
    }

    static byte[] message(int type, int stream, byte[] body) {
        WireWriter out = new WireWriter().u8(type);
        if (MessageType.ofStream(type)) {
            out.u16(4 + body.length).i32(stream);
        } else {
            out.u16(body.length);
        }
        return out.bytes(body).toBytes();
    }

    /** Sends a message area to the last hop. */
    void cell(int command, byte[] area) {
        byte[] sealed = sealed(command, area);
        env.turn(() -> put(size, id, command, sealed));
    }

    byte[] sealed(int command, byte[] area) {
        byte[] body = new byte[size.body()];
        System.arraycopy(area, 0, body, CellSize.TAG, area.length);
        byte[] out = new byte[size.body()];
        layers.get(layers.size() - 1).outbound().clientOriginate(command, body, 0, out, 0);
        for (int hop = layers.size() - 2; hop >= 0; hop--) {
            byte[] next = new byte[size.body()];
            layers.get(hop).outbound().clientOutbound(command, out, 0, next, 0);
            out = next;
        }
        return out;
    }

    void put(CellSize cellSize, int circuit, int command, byte[] body) {
        byte[] header = new WireWriter(5).i32(circuit).u8(command).toBytes();
        int at = link.beginCell(cellSize);
        System.arraycopy(header, 0, link.buffer(), at, header.length);
        System.arraycopy(body, 0, link.buffer(), at + header.length, body.length);
        link.endCell();
    }

    void turn(Runnable action) {
        env.turn(action);
    }

    // ---- what comes

    @Override
    public void up(Link established) {
        link = established;
    }

    @Override
    public void failed(NodeId peer, LinkClose reason) {
        throw new AssertionError("raw link failed: " + reason);
    }

    @Override
    public void down(Link gone, LinkClose reason) {
        down = true;
    }

    @Override
    public void cells(Link from, CellSize cellSize, byte[] buffer, int offset, int count) {
        for (int i = 0; i < count; i++) {
            cells++;
            byte[] body = Arrays.copyOfRange(
                    buffer, offset + i * cellSize.cell() + CellSize.HEADER, offset + (i + 1) * cellSize.cell());
            open(body);
        }
    }

    private void open(byte[] cell) {
        byte[] in = cell;
        for (HopLayers hop : layers) {
            byte[] out = new byte[size.body()];
            if (hop.inbound().clientInbound(CellCommand.RELAY, in, 0, out, 0)) {
                hop.inbound().tag(tag, 0);
                reader.read(
                        out,
                        CellSize.TAG,
                        size.message(),
                        (type, stream, buffer, at, length) ->
                                messages.add(new Message(type, stream, Arrays.copyOfRange(buffer, at, at + length))));
                return;
            }
            in = out;
        }
        throw new AssertionError("a cell that no hop sent");
    }

    @Override
    public void control(Link from, ControlType type, byte[] buffer, int offset, int length) {
        byte[] body = Arrays.copyOfRange(buffer, offset, offset + length);
        if (type == ControlType.CREATED) {
            created = Arrays.copyOfRange(body, 4, body.length);
        } else if (type == ControlType.DESTROY) {
            destroyed.put(new WireReader(body).i32(), DestroyReason.of(body[4]));
        }
    }

    @Override
    public void writable(Link on) {}
}
