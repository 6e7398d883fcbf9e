package org.qgate.kernel.internal.link;

import java.util.LinkedHashMap;
import java.util.Map;
import org.qgate.api.NodeId;
import org.qgate.api.crypto.CellSize;
import org.qgate.api.net.Endpoint;
import org.qgate.api.transport.CloseReason;
import org.qgate.kernel.internal.Env;
import org.qgate.kernel.internal.PortSink;

/** An established link over one connection; its number is the port's. */
final class TcpLink implements Link {
    private static final int RECORDS_BETWEEN_CHECKS = 4_096;

    /** How long a link outlives the peer's certificate ([ACCESS-8]). */
    private static final long CERTIFICATE_GRACE_MS = 3_600_000;

    private final Env env;
    private final TcpLinks links;
    private final LinkEvents events;
    private final LinkBirth birth;
    private final Throttle throttle;
    private final Turn turn;
    private final Outgoing out;
    private final Incoming in;
    private final Rekeying rekeying;
    private final KeepAlive keepAlive;
    private boolean open = true;
    private boolean frozen;
    private boolean used;
    private boolean announced;
    private int records;

    TcpLink(TcpLinks links, LinkEvents events, LinkBirth birth) {
        this.env = links.env();
        this.links = links;
        this.events = events;
        this.birth = birth;
        this.throttle = links.throttle();
        this.turn = new Turn(birth.port());
        LinkTiming timing = links.settings().timing();
        out = new Outgoing(env, this, birth.cipher(), links.arrays());
        in = new Incoming(env, this, birth.cipher(), events, links.scratch());
        rekeying = new Rekeying(env, this, birth.cipher(), timing.rekeyMs());
        keepAlive = new KeepAlive(env, this, events, timing);
    }

    /** Tells the layers above; from here on they hear of its end too. */
    void announce() {
        announced = true;
        keepAlive.start();
        events.up(this);
    }

    @Override
    public long id() {
        return birth.port();
    }

    @Override
    public NodeId peer() {
        return birth.peer();
    }

    @Override
    public boolean initiator() {
        return birth.initiator();
    }

    @Override
    public Endpoint remote() {
        return birth.remote();
    }

    @Override
    public boolean writable() {
        return open && !frozen && out.writable();
    }

    @Override
    public int beginCell(CellSize size) {
        used = true;
        return out.beginCell(size);
    }

    @Override
    public byte[] buffer() {
        return out.buffer();
    }

    @Override
    public void endCell() {
        out.endCell();
    }

    @Override
    public void control(ControlType type, byte[] body) {
        if (body.length > MAX_CONTROL) {
            throw new IllegalArgumentException(
                    "a control message has at most " + MAX_CONTROL + " bytes, not " + body.length);
        }
        used = true;
        out.control(type.number(), body);
    }

    @Override
    public void doubted() {
        if (open && !frozen) {
            keepAlive.doubted();
        }
    }

    @Override
    public boolean isDoubted() {
        return keepAlive.isDoubted();
    }

    @Override
    public void close(LinkClose reason) {
        if (open && !frozen) {
            out.farewell(reason.code() <= LinkClose.LIMIT.code() ? reason.code() : 0);
            broken(reason);
        }
    }

    /** The link is over and nothing can or need be told to the other end. */
    void broken(LinkClose reason) {
        if (!open || frozen) {
            return;
        }
        open = false;
        keepAlive.stop();
        birth.cipher().destroy();
        throttle.gone(turn);
        links.gone(this);
        env.ports().close(id());
        if (announced) {
            links.tellLater(() -> events.down(this, reason));
        }
    }

    /** Returns what hears of the port's events. */
    PortSink sink() {
        return new Sink();
    }

    private final class Sink implements PortSink {
        @Override
        public int received(byte[] bytes, int offset, int length) {
            return throttle.limited() && open
                    ? throttled(bytes, offset, length)
                    : in.received(bytes, offset, length, length);
        }

        private int throttled(byte[] bytes, int offset, int length) {
            int allowance = throttle.allowance(turn);
            int taken = 0;
            if (allowance > 0) {
                taken = in.received(bytes, offset, length, allowance);
                throttle.took(turn, taken);
            }
            if (open && !frozen && taken >= allowance && taken < length) {
                throttle.await(turn);
            }
            return taken;
        }

        @Override
        public void writable() {
            if (open && !frozen) {
                out.drained();
                events.writable(TcpLink.this);
            }
        }

        @Override
        public void inputClosed() {
            broken(LinkClose.CARRIER);
        }

        @Override
        public void closed(CloseReason reason) {
            broken(LinkClose.CARRIER);
        }
    }

    /** Called about every second. */
    void tick(long nowNs) {
        boolean wasUsed = used;
        used = false;
        rekeying.check(nowNs);
        if (open && env.clock().wallMs() - CERTIFICATE_GRACE_MS > birth.certifiedUntilMs()) {
            close(LinkClose.DENIED);
        }
        if (open) {
            keepAlive.check(nowNs, in.heard() | waiting(), wasUsed); // bytes that wait for their turn were heard
        }
    }

    /** A record was sealed or opened: at full speed a second between two checks would be long. */
    void recordMoved() {
        if (++records % RECORDS_BETWEEN_CHECKS == 0) {
            env.after(0, () -> {
                if (open && !frozen) {
                    rekeying.check(env.clock().monoNs());
                }
            });
        }
    }

    /** Cells or control messages moved. */
    void used() {
        used = true;
    }

    boolean isOpen() {
        return open;
    }

    /** Whether its port is paused until its turn. */
    boolean waiting() {
        return turn.waiting();
    }

    boolean isFrozen() {
        return frozen;
    }

    Outgoing out() {
        return out;
    }

    Incoming incoming() {
        return in;
    }

    Rekeying rekeying() {
        return rekeying;
    }

    KeepAlive keepAlive() {
        return keepAlive;
    }

    LinkInfo info() {
        return new LinkInfo(
                id(),
                peer(),
                initiator(),
                remote(),
                birth.suite(),
                birth.upSinceMs(),
                keepAlive.rttMicros(),
                in.bytes(),
                out.bytes(),
                birth.cipher().generation());
    }

    /** Exports everything and stops for good: this object must not be used afterwards. */
    Map<String, Object> freeze() {
        long nowNs = env.clock().monoNs();
        Map<String, Object> frozenLink = new LinkedHashMap<>();
        frozenLink.put("port", id());
        frozenLink.put("initiator", initiator());
        frozenLink.put("peer", peer() == null ? new byte[0] : peer().bytes());
        frozenLink.put("certificate", birth.certificate().clone());
        frozenLink.put("certifiedUntilMs", birth.certifiedUntilMs());
        frozenLink.put("suite", (long) birth.suite().code());
        frozenLink.put("remote", remote().toString());
        frozenLink.put("upSinceMs", birth.upSinceMs());
        frozenLink.put("recordLength", (long) in.recordLength());
        frozenLink.put("bytesIn", in.bytes());
        frozenLink.put("bytesOut", out.bytes());
        frozenLink.put("pending", out.freeze());
        frozen = true;
        rekeying.freeze(frozenLink, nowNs);
        keepAlive.freeze(frozenLink, nowNs);
        return frozenLink;
    }

    /** Takes the state of a link that was frozen; {@link #resume} follows. */
    void thaw(FrozenMap from) {
        long nowNs = env.clock().monoNs();
        announced = true;
        in.restore((int) from.number("recordLength"), from.number("bytesIn"));
        out.restore(from.bytes("pending"), from.number("bytesOut"));
        rekeying.thaw(from, nowNs);
        keepAlive.thaw(from, nowNs);
    }

    /** Goes on after a hand-over. */
    void resume() {
        rekeying.resume();
        keepAlive.resume();
        env.ports().resume(id()); // the owner before may have paused it
    }
}
