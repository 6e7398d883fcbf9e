package org.qgate.extender.messenger.self;

import java.util.Optional;
import org.qgate.extender.messenger.session.Crypto;
import org.qgate.extender.messenger.session.EndToEnd;
import org.qgate.extender.messenger.session.Octets;
import org.qgate.extender.messenger.session.OwnIdentity;
import org.qgate.extender.messenger.store.At;
import org.qgate.extender.messenger.store.Books;
import org.qgate.extender.messenger.store.Step;

/** One's own identity: made when it is first needed, and the same from then on. Thread-safe. */
public final class Self {
    private static final String MAP = "self";
    private static final Octets IDENTITY = At.of("identity");

    private final Books books;
    private final Crypto crypto;
    private OwnIdentity identity;
    private EndToEnd endToEnd;

    /** Reads nothing yet. */
    public Self(Books books, Crypto crypto) {
        this.books = books;
        this.crypto = crypto;
    }

    /** Returns what it is computed with. */
    public Crypto crypto() {
        return crypto;
    }

    /** Returns one's identity with its private keys. */
    public OwnIdentity identity() {
        synchronized (books) {
            if (identity == null) {
                Step step = books.step();
                Optional<byte[]> kept = step.get(MAP, IDENTITY);
                OwnIdentity own = kept.map(OwnIdentity::decode).orElseGet(() -> OwnIdentity.make(crypto));
                if (kept.isEmpty()) {
                    step.put(MAP, IDENTITY, own.encode()).commit();
                }
                identity = own;
            }
            return identity;
        }
    }

    /** Returns what writes and opens messages in one's name. */
    public EndToEnd endToEnd() {
        synchronized (books) {
            if (endToEnd == null) {
                endToEnd = new EndToEnd(crypto, identity());
            }
            return endToEnd;
        }
    }

    /** Returns one's fingerprint. */
    public Octets fingerprint() {
        return endToEnd().fingerprint();
    }
}
