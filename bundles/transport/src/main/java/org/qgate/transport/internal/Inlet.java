package org.qgate.transport.internal;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/**
 * What arrived at a port and was not consumed. Bytes are copied once, from the socket's buffer to where the owner
 * reads them: the loop's scratch when little or nothing waits, else behind what waits, so that a slow drip costs no
 * re-copying.
 */
final class Inlet {
    /** How much may wait for an owner that did not pause, and for one that did beyond a read under way. */
    static final int MOST_WAITING = 256 * 1024;

    private static final byte[] NONE = {};

    private final Loop loop;
    private final Port port;
    private final Age age;
    private byte[] waiting = NONE;
    private int start;
    private int end;

    Inlet(Loop loop, Port port) {
        this.loop = loop;
        this.port = port;
        this.age = new Age(loop);
    }

    int size() {
        return end - start;
    }

    /** Returns how long the oldest byte has waited, 0 when none does. */
    long waitedNs(long nowNs) {
        return start == end ? 0 : age.waitedNs(nowNs);
    }

    /** Takes all of a buffer and offers it when somebody listens. */
    void arrived(ByteBuf buffer) {
        if (!port.telling().offering()) {
            append(buffer);
            return;
        }
        int waited = size();
        int total = waited + buffer.readableBytes();
        byte[] scratch = loop.readScratch();
        if (waited > buffer.readableBytes() || total > scratch.length) {
            append(buffer);
            offerWaiting();
            return;
        }
        System.arraycopy(waiting, start, scratch, 0, waited);
        buffer.readBytes(scratch, waited, total - waited);
        clear();
        int consumed = port.telling().offer(scratch, 0, total);
        if (consumed < total && !port.endedHere()) {
            keep(scratch, consumed, total);
            age.moved(consumed, size());
        }
        checkBound();
    }

    /** Offers what waits once more. */
    void offerWaiting() {
        int consumed = port.telling().offer(waiting, start, size());
        if (!port.endedHere()) {
            start += consumed;
            loop.budget().change(-consumed);
            age.moved(consumed, size());
            if (start == end) {
                clear();
            }
        }
        checkBound();
    }

    /** Puts bytes before what waits. */
    void putBack(byte[] bytes) {
        byte[] all = Arrays.copyOf(bytes, bytes.length + size());
        System.arraycopy(waiting, start, all, bytes.length, size());
        waiting = all;
        start = 0;
        end = all.length;
        age.moved(0, size());
        loop.budget().change(bytes.length);
    }

    /** Moves what waits into another port's send buffer. */
    void moveTo(Outlet outlet) {
        outlet.commit(waiting, start, size());
        clear();
    }

    void clear() {
        loop.budget().change(-size());
        age.moved(size(), 0);
        waiting = NONE;
        start = 0;
        end = 0;
    }

    private void keep(byte[] source, int from, int to) {
        waiting = Arrays.copyOfRange(source, from, to);
        start = 0;
        end = to - from;
        loop.budget().change(end);
    }

    private void append(ByteBuf buffer) {
        int more = buffer.readableBytes();
        if (end + more > waiting.length) {
            int size = size();
            byte[] roomy = size + more <= waiting.length / 2 ? waiting : new byte[roomFor(size + more)];
            System.arraycopy(waiting, start, roomy, 0, size);
            waiting = roomy;
            start = 0;
            end = size;
        }
        buffer.readBytes(waiting, end, more);
        end += more;
        age.moved(0, size());
        loop.budget().change(more);
    }

    private static int roomFor(int bytes) {
        return Math.max(256, Integer.highestOneBit(bytes - 1) << 1);
    }

    /** An owner that neither consumes nor pauses would make this grow for ever. */
    private void checkBound() {
        if (size() > MOST_WAITING && port.telling().offering()) {
            port.exceeded();
        }
    }
}
