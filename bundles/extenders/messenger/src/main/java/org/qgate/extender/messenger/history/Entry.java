package org.qgate.extender.messenger.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.qgate.extender.messenger.content.Content;
import org.qgate.extender.messenger.session.Identity;
import org.qgate.extender.messenger.session.MalformedException;
import org.qgate.extender.messenger.session.Octets;
import org.qgate.extender.messenger.session.Reader;
import org.qgate.extender.messenger.session.Writer;

/**
 * One thing that was said.
 *
 * @param talk where: a person's fingerprint, or a group
 * @param author who, by fingerprint
 * @param outgoing whether one wrote it oneself
 * @param note whether the messenger itself says so, as of a change of a group
 * @param whenMs when it was written, as its author says
 * @param atMs when it came to be here
 * @param text what; of a file its name
 * @param file the encoded content that names the file
 * @param copies the letters by which it goes out
 */
public record Entry(
        Octets talk,
        Octets author,
        boolean outgoing,
        boolean note,
        long whenMs,
        long atMs,
        String text,
        Optional<Octets> file,
        List<Copy> copies) {
    /** Length of a talk's id, in bytes. */
    public static final int TALK_BYTES = Identity.FINGERPRINT_BYTES;

    private static final int VERSION = 1;
    private static final int MOST_COPIES = 64;

    /** Copies the list. */
    public Entry {
        copies = List.copyOf(copies);
    }

    /** A letter to somebody. */
    public record Copy(Octets to, long sequence) {}

    /** Something that the messenger says itself. */
    public static Entry note(Octets talk, Octets about, long nowMs, String text) {
        return new Entry(talk, about, false, true, nowMs, nowMs, text, Optional.empty(), List.of());
    }

    byte[] encode() {
        Writer writer =
                new Writer().u8(VERSION).raw(talk).raw(author).flag(outgoing).flag(note);
        writer.i64(whenMs).i64(atMs).text(text).flag(file.isPresent());
        file.ifPresent(writer::block);
        writer.u8(copies.size());
        copies.forEach(copy -> writer.raw(copy.to).i64(copy.sequence));
        return writer.bytes();
    }

    static Entry decode(byte[] bytes) {
        Reader reader = new Reader(bytes).version(VERSION);
        Octets talk = reader.octets(TALK_BYTES);
        Octets author = reader.octets(Identity.FINGERPRINT_BYTES);
        boolean outgoing = reader.flag();
        boolean note = reader.flag();
        long whenMs = reader.i64();
        long atMs = reader.i64();
        String text = reader.text(Content.MOST_TEXT_BYTES);
        Optional<Octets> file =
                reader.flag() ? Optional.of(Octets.of(reader.block(Content.MOST_BYTES))) : Optional.empty();
        int count = reader.u8();
        if (count > MOST_COPIES) {
            throw new MalformedException(count + " copies");
        }
        List<Copy> copies = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            copies.add(new Copy(reader.octets(Identity.FINGERPRINT_BYTES), reader.i64()));
        }
        reader.end();
        return new Entry(talk, author, outgoing, note, whenMs, atMs, text, file, copies);
    }
}
