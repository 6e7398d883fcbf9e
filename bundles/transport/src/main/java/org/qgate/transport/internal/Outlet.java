package org.qgate.transport.internal;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;

/**
 * What a port has to send. Commits are gathered in one direct buffer; it leaves at flush, or, while the operating
 * system still holds an earlier one, once that is taken: so back-pressure makes writes larger, not more.
 */
final class Outlet {
    private static final int SMALLEST = 4096;

    private final Loop loop;
    private final Port port;
    private final Channel channel;
    private final Age age;
    private ByteBuf current;
    private int nextCapacity = SMALLEST;
    private long queued;
    private long staged;
    private long handedOver;
    private boolean flushWanted;
    private boolean starved;
    private boolean used;
    private Runnable whenDrained;

    Outlet(Loop loop, Port port, Channel channel) {
        this.loop = loop;
        this.port = port;
        this.channel = channel;
        this.age = new Age(loop);
    }

    long queued() {
        return queued;
    }

    /** Returns how long the oldest byte has waited, 0 when none does. */
    long waitedNs(long nowNs) {
        return queued == 0 ? 0 : age.waitedNs(nowNs);
    }

    /** Whether any byte was ever sent. */
    boolean used() {
        return used;
    }

    boolean belowHighWater() {
        if (queued < loop.settings().highWaterBytes()) {
            return true;
        }
        starved = true;
        return false;
    }

    /** The owner that waited for room is not the owner any more. */
    void newOwner() {
        starved = false;
    }

    void commit(byte[] bytes, int offset, int length) {
        int at = offset;
        int left = length;
        while (left > 0) {
            ByteBuf buffer = room(left);
            int part = Math.min(left, buffer.writableBytes());
            buffer.writeBytes(bytes, at, part);
            at += part;
            left -= part;
        }
        count(length);
    }

    /** Takes a buffer over; small pieces are gathered instead, so that what is counted is what is held. */
    void pass(ByteBuf buffer) {
        int length = buffer.readableBytes();
        if (length < buffer.capacity() / 2) {
            while (buffer.isReadable()) {
                ByteBuf target = room(buffer.readableBytes());
                target.writeBytes(buffer, Math.min(buffer.readableBytes(), target.writableBytes()));
            }
            buffer.release();
        } else {
            stageCurrent();
            stage(buffer);
        }
        count(length);
    }

    void flush() {
        if (current != null && handedOver == 0) {
            nextCapacity = current.readableBytes() < current.capacity() / 4
                    ? Math.max(SMALLEST, nextCapacity / 2)
                    : nextCapacity;
            stageCurrent();
        }
        if (staged > 0) {
            handedOver += staged;
            staged = 0;
            channel.flush();
        }
        flushWanted = current != null;
    }

    /** Flushes, and runs a step once all was taken by the operating system; replaces a step that still waits. */
    void drainThen(Runnable step) {
        whenDrained = step;
        flush();
        runWhenDrained();
    }

    /** Forgets what was not handed over; the channel fails the rest when it closes. */
    void dispose() {
        whenDrained = null;
        if (current != null) {
            int dropped = current.readableBytes();
            current.release();
            current = null;
            queued -= dropped;
            loop.budget().change(-dropped);
        }
    }

    private ByteBuf room(int wanted) {
        int most = loop.settings().writeBytes();
        if (current != null && !current.isWritable()) {
            nextCapacity = Math.min(most, nextCapacity * 4);
            stageCurrent();
        }
        if (current == null) {
            int capacity = Math.min(most, Math.max(nextCapacity, wanted));
            current = loop.allocator().directBuffer(capacity, capacity);
        }
        return current;
    }

    private void count(int length) {
        used = true;
        Counters.addOnLoop(loop.counters().committed, length);
        queued += length;
        age.moved(0, queued);
        loop.budget().change(length);
        if (queued > loop.settings().byteBudget() || loop.budget().exhausted()) {
            port.exceeded();
        }
    }

    private void stageCurrent() {
        if (current != null) {
            ByteBuf buffer = current;
            current = null;
            stage(buffer);
        }
    }

    private void stage(ByteBuf buffer) {
        int length = buffer.readableBytes();
        staged += length;
        channel.write(buffer).addListener((ChannelFuture done) -> taken(length, done));
    }

    private void taken(int length, ChannelFuture done) {
        handedOver -= length;
        queued -= length;
        age.moved(length, queued);
        loop.budget().change(-length);
        if (!done.isSuccess()) {
            port.broke();
            return;
        }
        Counters.addOnLoop(loop.counters().bytesOut, length);
        if (handedOver == 0 && flushWanted) {
            flush();
        }
        runWhenDrained();
        if (queued <= loop.settings().lowWaterBytes()) {
            boolean wasStarved = starved;
            starved = false;
            port.drained(wasStarved);
        }
    }

    private void runWhenDrained() {
        if (whenDrained != null && queued == 0) {
            Runnable step = whenDrained;
            whenDrained = null;
            step.run();
        }
    }
}
