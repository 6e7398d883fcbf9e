package org.qgate.extender.messenger.talk;

import java.util.Optional;
import org.qgate.extender.messenger.session.Octets;
import org.qgate.extender.messenger.session.Reader;
import org.qgate.extender.messenger.session.Writer;
import org.qgate.extender.messenger.store.Step;

/** Where one is with somebody: cursors of both directions. Read, changed and stored within one step. */
final class Pair {
    static final String MAP = "pairs";
    private static final int VERSION = 1;

    /** Number of the next letter that is written. */
    long next = 1;
    /** A place has taken all up to here. */
    long sent;
    /** The other side has all up to here. */
    long acked;
    /** The other side has read all up to here. */
    long readByOther;
    /** Number of the next letter that is waited for. */
    long expected = 1;
    /** One has read all up to here. */
    long read;
    /** The other side was told that all up to here has arrived. */
    long toldArrived;
    /** The other side was told that all up to here was read. */
    long toldRead;
    /** The other side is to be told, whatever it was told before. */
    boolean answer;
    /** The other side is to be asked to send everything anew. */
    boolean again;
    /** A new session has to begin. */
    boolean renew;
    /** When a new session was begun because one side had lost its own; not too often. */
    long renewedMs;
    /** Nothing is tried before. */
    long dueMs;
    /** How often it was tried in vain. */
    int attempts;
    /** When what was taken by a place, but has not arrived, is sent anew. */
    long probeMs;

    private Pair() {}

    static Pair of(Step step, Octets fingerprint) {
        Optional<byte[]> kept = step.get(MAP, fingerprint);
        return kept.map(Pair::decode).orElseGet(Pair::new);
    }

    void store(Step step, Octets fingerprint) {
        step.put(MAP, fingerprint, encode());
    }

    boolean writes() {
        return sent + 1 < next;
    }

    boolean tells() {
        return answer || again || toldArrived < expected - 1 || toldRead < read;
    }

    private byte[] encode() {
        return new Writer()
                .u8(VERSION)
                .i64(next)
                .i64(sent)
                .i64(acked)
                .i64(readByOther)
                .i64(expected)
                .i64(read)
                .i64(toldArrived)
                .i64(toldRead)
                .flag(answer)
                .flag(again)
                .flag(renew)
                .i64(renewedMs)
                .i64(dueMs)
                .u32(attempts)
                .i64(probeMs)
                .bytes();
    }

    static Pair decode(byte[] bytes) {
        Reader reader = new Reader(bytes).version(VERSION);
        Pair pair = new Pair();
        pair.next = reader.i64();
        pair.sent = reader.i64();
        pair.acked = reader.i64();
        pair.readByOther = reader.i64();
        pair.expected = reader.i64();
        pair.read = reader.i64();
        pair.toldArrived = reader.i64();
        pair.toldRead = reader.i64();
        pair.answer = reader.flag();
        pair.again = reader.flag();
        pair.renew = reader.flag();
        pair.renewedMs = reader.i64();
        pair.dueMs = reader.i64();
        pair.attempts = reader.upTo(Integer.MAX_VALUE);
        pair.probeMs = reader.i64();
        reader.end();
        return pair;
    }
}
