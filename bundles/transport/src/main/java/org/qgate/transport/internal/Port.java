package org.qgate.transport.internal;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.DuplexChannel;
import io.netty.util.concurrent.ScheduledFuture;
import org.qgate.api.net.Endpoint;
import org.qgate.api.transport.CloseReason;
import org.qgate.api.transport.PortInfo;

/**
 * A connection, or an end of one inside the process: what the other side does to it and what its owner does. Loop only.
 */
final class Port {
    private static final long CLOSE_TIMEOUT_MS = 5_000;
    private static final long LINGER_MS = 1_000;

    private final Loop loop;
    private final long number;
    private final TcpListener listener;
    private final DuplexChannel channel;
    private final Inlet inlet;
    private final Outlet outlet;
    private final Reading reading;
    private final Telling telling;
    private RoleSlot role;
    private Endpoint local;
    private Endpoint remote;
    private boolean inputClosed;
    private boolean outputClosing;
    private boolean outputClosed;
    private boolean broken;
    private boolean gone;
    private CloseReason reason;
    private Joint joint;
    private ScheduledFuture<?> deadline;
    private long inputLeft = Long.MAX_VALUE;

    /** Makes a port for a channel that is not registered yet; {@code listener} is null for all but accepted connections. */
    Port(Loop loop, RoleSlot role, TcpListener listener, DuplexChannel channel) {
        this.loop = loop;
        this.role = role;
        this.listener = listener;
        this.channel = channel;
        this.number = loop.nextNumber();
        this.inlet = new Inlet(loop, this);
        this.outlet = new Outlet(loop, this, channel);
        this.reading = new Reading(channel);
        this.telling = new Telling(loop, this);
        channel.config()
                .setAutoRead(false)
                .setAllocator(loop.allocator())
                .setRecvByteBufAllocator(new Reads(this, loop.settings().readBytes()));
        channel.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
        channel.config().setOption(ChannelOption.TCP_NODELAY, true); // means nothing to an end of a pair
        channel.pipeline().addLast(new PortEvents(this));
        loop.add(this);
    }

    long number() {
        return number;
    }

    RoleSlot role() {
        return role;
    }

    TcpListener listener() {
        return listener;
    }

    Inlet inlet() {
        return inlet;
    }

    Outlet outlet() {
        return outlet;
    }

    Reading reading() {
        return reading;
    }

    Telling telling() {
        return telling;
    }

    Joint joint() {
        return joint;
    }

    Endpoint local() {
        return local;
    }

    Endpoint remote() {
        return remote;
    }

    boolean hasInputClosed() {
        return inputClosed;
    }

    boolean isGone() {
        return gone;
    }

    boolean isBroken() {
        return broken;
    }

    /** Whether it carries bytes, as far as this end is concerned. */
    boolean live() {
        return telling.announced() && reason == null && !gone;
    }

    long bufferedBytes() {
        return inlet.size() + outlet.queued();
    }

    PortInfo info() {
        return new PortInfo(number, false, listener == null ? "" : listener.name(), local, remote);
    }

    /** Returns why it ended. */
    CloseReason endReason() {
        CloseReason theirs = inputClosed && !broken ? CloseReason.REMOTE : CloseReason.RESET;
        return reason == null ? theirs : reason;
    }

    /** Whether this end decided that it ends. */
    boolean endedHere() {
        return reason != null;
    }

    // ---- what the network does

    /** The connection stands: from now on it has an owner to tell. */
    void established() {
        local = Addresses.fromSocket(channel.localAddress());
        remote = Addresses.fromSocket(channel.remoteAddress());
        if (role.receiver() == null) {
            reading.hold(Reading.PARKED);
        }
        telling.established();
        reading.start();
    }

    /** As {@link #established}, for a pair's end: it begins paused, and its owner, who asked for it, is not told. */
    void paired() {
        reading.hold(Reading.OWNER);
        telling.paired();
        established();
    }

    void arrived(ByteBuf buffer) {
        Counters.addOnLoop(loop.counters().bytesIn, buffer.readableBytes());
        if (reason != null) {
            return; // closing: read and forgotten, so that what was sent is not lost to a reset
        }
        inputLeft -= buffer.readableBytes();
        if (inputLeft < 0) {
            exceeded();
        } else if (joint != null) {
            joint.carry(this, buffer);
        } else {
            inlet.arrived(buffer);
        }
    }

    void wakeUpDone() {
        if (joint != null) {
            joint.flushFrom(this);
        } else {
            telling.wakeUpDone();
        }
    }

    void inputEnded() {
        if (broken || inputClosed) {
            return;
        }
        inputClosed = true;
        if (reason != null) {
            channel.close(); // it lingered for this
        }
        telling.soon();
    }

    /** A read or a write failed: the connection was reset or broke. */
    void broke() {
        broken = true;
        channel.close();
    }

    void ended() {
        if (!gone) {
            gone = true;
            outlet.dispose();
            if (deadline != null) {
                deadline.cancel(false);
            }
            telling.soon();
        }
    }

    /** The send buffer fell below the low-water mark. */
    void drained(boolean ownerWaits) {
        if (joint != null) {
            joint.relieve(this);
        } else if (ownerWaits) {
            telling.writableAgain();
        }
    }

    /** Whether the carrier may take bytes from the socket now. */
    boolean mayRead() {
        if (loop.budget().over() && reason == null) {
            loop.budget().defer(this);
        }
        return reading.isOn();
    }

    // ---- what its owner does

    void pause() {
        if (joint == null) {
            reading.hold(Reading.OWNER);
        }
    }

    void resume() {
        if (joint == null) {
            reading.unhold(Reading.OWNER);
            telling.offerAgain();
        }
    }

    void putBack(byte[] bytes, long more) {
        if (!live() || joint != null) {
            return;
        }
        inputLeft = more - inlet.size();
        inlet.putBack(bytes);
        if (inputLeft < 0) {
            exceeded();
        }
    }

    void commit(byte[] bytes, int length) {
        if (live() && joint == null && !outputClosing) {
            outlet.commit(bytes, 0, length);
        }
    }

    void flush() {
        if (live() && joint == null) {
            outlet.flush();
        }
    }

    boolean writable() {
        return live() && joint == null && outlet.belowHighWater();
    }

    void shutdownOutput() {
        if (!live() || outputClosing) {
            return;
        }
        outputClosing = true;
        outlet.drainThen(() -> loop.backend().shutdownOutput(channel).addListener(done -> {
            outputClosed = true;
            closeIfOver();
        }));
    }

    /** Both halves ended in order, and the owner knows of the other end's: nothing is left to do. */
    void closeIfOver() {
        if (outputClosed && inputClosed && (joint != null || telling.inputClosedTold())) {
            channel.close();
        }
    }

    /** Sends what is queued, closes the sending half, reads to the end for a moment, closes. */
    void close() {
        if (gone || !telling.stands()) {
            end(CloseReason.LOCAL);
            return;
        }
        if (reason != null) {
            return;
        }
        reason = CloseReason.LOCAL;
        inlet.clear();
        deadline = loop.after(CLOSE_TIMEOUT_MS, channel::close);
        outlet.drainThen(this::linger);
    }

    /**
     * Closing a socket with unread bytes makes the kernel send a reset, which may overtake what was sent: so the end is
     * announced first, and the other end has a moment to answer with its own.
     */
    private void linger() {
        if (inputClosed || !outlet.used()) {
            channel.close();
            return;
        }
        loop.backend().shutdownOutput(channel);
        reading.release();
        deadline.cancel(false);
        deadline = loop.after(LINGER_MS, channel::close);
    }

    void abort() {
        end(CloseReason.LOCAL);
    }

    /** A bound was exceeded. */
    void exceeded() {
        loop.counters().limitCloses.incrementAndGet();
        end(CloseReason.LIMIT);
    }

    /** Closes at once, with a reset. */
    void end(CloseReason why) {
        reason = reason == null ? why : reason;
        inlet.clear();
        if (gone) {
            telling.soon();
            return;
        }
        outlet.dispose();
        if (channel.isActive()) {
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
        }
        if (channel.isRegistered()) { // otherwise whoever registers it sees that it ended
            channel.close();
        }
    }

    boolean give(RoleSlot to) {
        if (!live() || joint != null || to.lease() == null) {
            return false;
        }
        reading.hold(Reading.OWNER);
        telling.newOwner();
        outlet.newOwner();
        role = to;
        if (to.receiver() == null) {
            park();
        } else {
            unpark();
        }
        return true;
    }

    void join(Joint with) {
        joint = with;
        reading.unhold(Reading.OWNER | Reading.PARKED);
    }

    // ---- what happens to its role

    void park() {
        if (!telling.stands()) {
            telling.silence();
            end(CloseReason.LOCAL);
        } else if (joint == null) {
            reading.hold(Reading.PARKED);
        }
    }

    void forgetPause() {
        if (joint == null) {
            reading.unhold(Reading.OWNER);
        }
    }

    void unpark() {
        if (joint == null) {
            reading.unhold(Reading.PARKED);
        }
        telling.offerAgain();
    }

    /** Nobody owns it any more and nobody will: closes in order, telling nobody. */
    void abandon() {
        telling.silence();
        close();
    }

    /** The transport stops: what was handed to the operating system may still leave. */
    void discard() {
        telling.silence();
        reason = CloseReason.LOCAL;
        inlet.clear();
        outlet.dispose();
        channel.close();
    }
}
