package org.qgate.kernel.internal.link;

import org.qgate.api.crypto.CellSize;
import org.qgate.api.crypto.LinkCipher;
import org.qgate.api.error.QGateException;
import org.qgate.api.transport.Slab;
import org.qgate.kernel.internal.Env;

/**
 * The sending half of a link: collects frames in the plaintext of a record, seals it when full or at the end of the
 * turn, straight into the transport's memory, and flushes once a turn.
 */
final class Outgoing {
    /** What may be sent while the port is not writable before the link is given up ([FRAME-8]). */
    static final int OVERDRAFT = 1 << 20;

    private final Env env;
    private final TcpLink link;
    private final LinkCipher cipher;
    private final RecordArrays arrays;
    private final RecordBuilder record = new RecordBuilder();
    private final Runnable flush = this::flush;
    private CellSize cellSize;
    private boolean unflushed;
    private boolean choked;
    private int overdraft;
    private long bytes;
    private long lastSentNs;

    Outgoing(Env env, TcpLink link, LinkCipher cipher, RecordArrays arrays) {
        this.env = env;
        this.link = link;
        this.cipher = cipher;
        this.arrays = arrays;
        this.lastSentNs = env.clock().monoNs();
    }

    boolean writable() {
        boolean room = !choked && env.ports().writable(link.id());
        if (room) {
            overdraft = 0; // though perhaps there was never so much room that the transport told of it
        }
        return room;
    }

    /** The port can take more. */
    void drained() {
        overdraft = 0;
    }

    int beginCell(CellSize size) {
        prepare();
        cellSize = size;
        int at = record.beginCell(size);
        if (at < 0) {
            seal();
            at = record.beginCell(size);
        }
        return at;
    }

    byte[] buffer() {
        return record.bytes();
    }

    void endCell() {
        record.endCell(cellSize);
    }

    void control(int type, byte[] body) {
        frame(Frame.CONTROL, 2 + body.length);
        record.putU16(type);
        record.put(body);
    }

    void ping(int type, long token) {
        frame(type, 8);
        record.putU64(token);
    }

    void rekey(int kind, byte[] body) {
        frame(Frame.REKEY, 1 + body.length);
        record.putU8(kind);
        record.put(body);
    }

    /** Sends REKEY_DONE as the last thing under the old key. */
    void rekeyDone() {
        frame(Frame.REKEY_DONE, 0);
        seal();
        if (link.isOpen()) {
            cipher.switchSending();
        }
    }

    /** Sends padding alone, so that the record has one of the size classes. */
    void padding(int total) {
        prepare();
        if (record.isEmpty()) {
            record.padTo(total);
        }
    }

    /** Sends CLOSE and all before it, now. */
    void farewell(int code) {
        frame(Frame.CLOSE, 1);
        record.putU8(code);
        flush();
    }

    private void frame(int type, int payload) {
        prepare();
        if (!record.fits(payload)) {
            seal();
        }
        record.frame(type, payload);
    }

    private void prepare() {
        if (!record.holdsArray()) {
            record.use(arrays.take());
            env.atTurnEnd(flush);
        }
    }

    private void seal() {
        if (choked || !link.isOpen()) {
            record.clear(); // nobody will read it: the link is about to be gone
            return;
        }
        int length = record.finish();
        Slab slab = env.ports().slab(length + LinkCipher.OVERHEAD);
        int sealed = sealed(length, slab);
        record.clear();
        if (sealed > 0) {
            env.ports().commit(link.id(), slab, sealed);
            sent(sealed);
        }
    }

    /** Returns 0 when the keys are used up: then the link is over. */
    private int sealed(int length, Slab slab) {
        try {
            return cipher.seal(record.bytes(), 0, length, slab.array(), slab.offset());
        } catch (QGateException exhausted) {
            choked = true;
            link.broken(LinkClose.REKEY);
            return 0;
        }
    }

    private void sent(int sealed) {
        link.recordMoved();
        bytes += sealed;
        unflushed = true;
        if (writable()) {
            return;
        }
        overdraft += sealed;
        if (overdraft > OVERDRAFT) {
            choked = true; // closing waits for the next turn: a caller may stand in the middle of a cell
            env.after(0, () -> link.broken(LinkClose.LIMIT));
        }
    }

    private void flush() {
        if (link.isFrozen()) {
            return;
        }
        if (!record.isEmpty()) {
            seal();
        }
        if (record.holdsArray()) {
            arrays.give(record.drop());
        }
        if (unflushed) {
            unflushed = false;
            lastSentNs = env.clock().monoNs();
            env.ports().flush(link.id());
        }
    }

    long bytes() {
        return bytes;
    }

    long lastSentNs() {
        return lastSentNs;
    }

    /** Returns what was collected and not sealed. What was sealed leaves now: the transport has it. */
    byte[] freeze() {
        if (unflushed) {
            unflushed = false;
            env.ports().flush(link.id());
        }
        return record.content();
    }

    void restore(byte[] pending, long bytesSoFar) {
        bytes = bytesSoFar;
        if (pending.length > 0) {
            prepare();
            record.restore(pending);
        }
    }
}
