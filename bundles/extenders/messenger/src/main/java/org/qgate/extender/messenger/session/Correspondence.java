package org.qgate.extender.messenger.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All that is shared with one other person: up to {@link #MOST_SESSIONS} sessions, of which the one that was last heard is
 * used (The Sesame Algorithm, section 3). Secret. {@link EndToEnd} makes the next one of it.
 */
public final class Correspondence {
    /** How many sessions are kept; more than two only when both began at once, or lost theirs. */
    public static final int MOST_SESSIONS = 4;

    /** How many messages of one session may be on their way while later ones arrive. */
    public static final int MOST_SKIPPED = 1_000;

    private static final int VERSION = 1;
    /** Of so many sessions that were dropped it is known that they must not begin again. */
    private static final int MOST_RETIRED = 64;

    private static final int MOST_SESSION_BYTES = 128 << 10;

    private final Identity other;
    private final List<Session> sessions;
    private final List<Octets> retired;

    private Correspondence(Identity other, List<Session> sessions, List<Octets> retired) {
        this.other = other;
        this.sessions = List.copyOf(sessions);
        this.retired = List.copyOf(retired);
    }

    static Correspondence with(Identity other) {
        return new Correspondence(other, List.of(), List.of());
    }

    /** Returns with whom. */
    public Identity other() {
        return other;
    }

    /** Whether the other one has answered in the session that is used, so that messages need no handshake any more. */
    public boolean answered() {
        return !sessions.isEmpty() && sessions.get(0).first().isEmpty();
    }

    int count() {
        return sessions.size();
    }

    Session current() {
        return sessions.get(0);
    }

    Optional<Session> session(Octets id) {
        return sessions.stream().filter(session -> session.id().equals(id)).findFirst();
    }

    boolean retired(Octets id) {
        return retired.contains(id);
    }

    /** The session is used from now on; the one that was not used for longest may have to go. */
    Correspondence put(Session session) {
        List<Session> next = new ArrayList<>(sessions);
        next.removeIf(old -> old.id().equals(session.id()));
        next.add(0, session);
        List<Octets> gone = new ArrayList<>(retired);
        while (next.size() > MOST_SESSIONS) {
            gone.add(0, next.remove(next.size() - 1).id());
        }
        return new Correspondence(other, next, gone.subList(0, Math.min(gone.size(), MOST_RETIRED)));
    }

    /** Returns it as bytes, to be kept where nobody else reads; 3 to 5 KiB, and 52 bytes for each skipped message. */
    public byte[] encode() {
        Writer writer = new Writer().u8(VERSION).raw(other.encode()).u8(sessions.size());
        sessions.forEach(session -> writer.block(session.encode()));
        writer.u8(retired.size());
        retired.forEach(writer::raw);
        return writer.bytes();
    }

    /**
     * Reads what {@link #encode()} wrote.
     *
     * @throws MalformedException when it is none
     */
    public static Correspondence decode(byte[] bytes) {
        Reader reader = new Reader(bytes).version(VERSION);
        Identity other = Identity.decode(reader.raw(Identity.BYTES));
        List<Session> sessions = new ArrayList<>();
        for (int left = atMost(MOST_SESSIONS, reader.u8()); left > 0; left--) {
            sessions.add(Session.decode(reader.block(MOST_SESSION_BYTES)));
        }
        List<Octets> retired = new ArrayList<>();
        for (int left = atMost(MOST_RETIRED, reader.u8()); left > 0; left--) {
            retired.add(reader.octets(Packet.SESSION_BYTES));
        }
        reader.end();
        return new Correspondence(other, sessions, retired);
    }

    private static int atMost(int most, int count) {
        if (count > most) {
            throw new MalformedException(count + " entries where " + most + " are the most");
        }
        return count;
    }
}
