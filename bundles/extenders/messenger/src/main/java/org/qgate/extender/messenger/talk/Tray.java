package org.qgate.extender.messenger.talk;

import java.util.Optional;
import org.qgate.extender.messenger.session.Octets;
import org.qgate.extender.messenger.session.Reader;
import org.qgate.extender.messenger.session.SizeClass;
import org.qgate.extender.messenger.session.Writer;
import org.qgate.extender.messenger.store.Step;

/**
 * The one sealed envelope to somebody that is on its way to a place, and what the other side will know once it is there.
 *
 * @param sequence of its letter, 0 for receipts only
 * @param arrived what it says has arrived
 * @param read what it says was read
 * @param again whether it asks for everything anew
 */
record Tray(long sequence, long arrived, long read, boolean again, byte[] envelope) {
    private static final String MAP = "tray";

    static Optional<Tray> of(Step step, Octets to) {
        return step.get(MAP, to).map(Tray::decode);
    }

    static void clear(Step step, Octets to) {
        step.remove(MAP, to);
    }

    void store(Step step, Octets to) {
        step.put(
                MAP,
                to,
                new Writer()
                        .i64(sequence)
                        .i64(arrived)
                        .i64(read)
                        .flag(again)
                        .block(envelope)
                        .bytes());
    }

    private static Tray decode(byte[] bytes) {
        Reader reader = new Reader(bytes);
        Tray tray = new Tray(
                reader.i64(), reader.i64(), reader.i64(), reader.flag(), reader.block(SizeClass.LARGE.bytes()));
        reader.end();
        return tray;
    }
}
