package org.qgate.kernel.internal.link;

import java.util.Optional;
import org.qgate.api.crypto.CellSize;
import org.qgate.api.crypto.LinkCipher;
import org.qgate.api.error.QGateException;
import org.qgate.kernel.internal.Counter;
import org.qgate.kernel.internal.Env;

/** The receiving half of a link: bytes to records, records to frames, frames to the layers above. */
final class Incoming implements FrameSink {
    private static final int SHORTEST = 17;
    private static final int LONGEST = LinkCipher.MAX_PLAINTEXT + 16;

    private final Env env;
    private final TcpLink link;
    private final LinkCipher cipher;
    private final LinkEvents events;
    private final byte[] scratch;
    private int recordLength; // of the record being waited for; 0 while its length is unknown
    private long bytes;
    private boolean heard;
    private boolean pongDue;
    private long pongToken;

    /** {@code scratch} belongs to the loop: opened records live in it during a call. */
    Incoming(Env env, TcpLink link, LinkCipher cipher, LinkEvents events, byte[] scratch) {
        this.env = env;
        this.link = link;
        this.cipher = cipher;
        this.events = events;
        this.scratch = scratch;
    }

    /** Takes whole records, none after {@code allowance} bytes; returns how many bytes were consumed. */
    int received(byte[] in, int offset, int length, int allowance) {
        int at = offset;
        int end = offset + length;
        while (reading() && at - offset < allowance) {
            if (recordLength == 0) {
                if (end - at < 2) {
                    break;
                }
                recordLength = cipher.openLength(in, at);
                at += 2;
            }
            if (recordLength < SHORTEST || recordLength > LONGEST) {
                malformed();
                break;
            }
            if (end - at < recordLength) {
                break;
            }
            record(in, at);
            at += recordLength;
            recordLength = 0;
        }
        bytes += at - offset;
        heard |= at > offset;
        return link.isOpen() || link.isFrozen() ? at - offset : length;
    }

    private void record(byte[] in, int at) {
        int length;
        try {
            length = cipher.open(in, at, recordLength, scratch, 0);
        } catch (QGateException refused) {
            malformed();
            return;
        }
        link.recordMoved();
        FrameReader.read(scratch, 0, length, this);
        if (pongDue && reading()) {
            pongDue = false; // one answer a record, however many were asked
            link.out().ping(Frame.PONG, pongToken);
        }
    }

    @Override
    public boolean reading() {
        return link.isOpen() && !link.isFrozen();
    }

    @Override
    public void cells(CellSize size, byte[] in, int offset, int count) {
        link.used();
        events.cells(link, size, in, offset, count);
    }

    @Override
    public void control(int type, byte[] in, int offset, int length) {
        link.used();
        Optional<ControlType> known = ControlType.of(type);
        if (known.isPresent()) {
            events.control(link, known.get(), in, offset, length);
        } else if (ControlType.critical(type)) {
            malformed();
        }
    }

    @Override
    public void ping(long token) {
        pongDue = true;
        pongToken = token;
    }

    @Override
    public void pong(long token) {
        link.keepAlive().pong(token);
    }

    @Override
    public void rekey(int kind, byte[] body) {
        link.rekeying().received(kind, body);
    }

    @Override
    public void rekeyDone() {
        link.rekeying().doneReceived();
    }

    @Override
    public void closing(int code) {
        LinkClose told = LinkClose.of(code);
        link.broken(told.code() <= LinkClose.LIMIT.code() ? told : LinkClose.UNKNOWN);
    }

    @Override
    public void malformed() {
        env.count(Counter.LINK_RECORDS_REFUSED);
        link.close(LinkClose.PROTOCOL);
    }

    /** Whether anything came since the last time this was asked. */
    boolean heard() {
        boolean was = heard;
        heard = false;
        return was;
    }

    long bytes() {
        return bytes;
    }

    int recordLength() {
        return recordLength;
    }

    void restore(int pendingRecordLength, long bytesSoFar) {
        recordLength = pendingRecordLength;
        bytes = bytesSoFar;
    }
}
