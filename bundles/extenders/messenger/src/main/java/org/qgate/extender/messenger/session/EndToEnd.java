package org.qgate.extender.messenger.session;

import java.util.Objects;
import java.util.Optional;

/**
 * Writes and opens messages in one identity's name. Every step takes a value and returns the next one; none keeps, sends or
 * waits. Guarantees, as long as one of X25519 and ML-KEM-768 holds and callers store each next value before they act on it: only
 * the other one reads what is written; what was read is safe when keys are stolen later; after keys were stolen, a message each
 * way and one more make the sessions safe again; nothing altered, foreign or opened before is taken. Thread-safe.
 */
public final class EndToEnd {
    private final Crypto crypto;
    private final OwnIdentity own;
    private final Octets fingerprint;

    /** Writes in the name of {@code own}. */
    public EndToEnd(Crypto crypto, OwnIdentity own) {
        this.crypto = Objects.requireNonNull(crypto);
        this.own = Objects.requireNonNull(own);
        this.fingerprint = own.identity().fingerprint(crypto);
    }

    /** Returns one's own fingerprint. */
    public Octets fingerprint() {
        return fingerprint;
    }

    /**
     * Begins a session with somebody, the first one or another one.
     *
     * @param before what is shared already, so that messages on their way are still opened
     * @param bundle that was checked: {@link Bundle#check}
     */
    public Correspondence begin(Optional<Correspondence> before, Bundle bundle) {
        Correspondence known = before.orElseGet(() -> Correspondence.with(bundle.identity()));
        if (bundle.identity().equals(own.identity())) {
            throw new IllegalArgumentException("a bundle of one's own");
        }
        if (!known.other().equals(bundle.identity())) {
            throw new IllegalArgumentException("a bundle of somebody else");
        }
        return known.put(Handshake.begin(crypto, own, bundle));
    }

    /**
     * Seals a message.
     *
     * @param content at most {@link SizeClass#mostContent()} of the largest class
     * @throws org.qgate.ext.RefusedException as the node's cryptography says; INVALID when the other one gave a key that is none
     */
    public Sealed seal(Correspondence with, byte[] content) {
        SizeClass size = SizeClass.of(content.length);
        Session.Step step = with.current().seal(crypto, fingerprint, content);
        byte[] envelope = Envelope.seal(crypto, with.other(), step.packet().encode(), size);
        return new Sealed(with.put(step.next()), envelope);
    }

    /** Takes a message out of its envelope. */
    public Outside unseal(byte[] envelope) {
        if (!SizeClass.has(envelope.length)) {
            return new Refused(Reason.MALFORMED);
        }
        try {
            return Envelope.open(crypto, own, envelope)
                    .<Outside>map(bytes -> new Unsealed(Packet.decode(bytes)))
                    .orElseGet(() -> new Refused(Reason.NOT_OURS));
        } catch (MalformedException malformed) {
            return new Refused(Reason.MALFORMED);
        }
    }

    /**
     * Opens a message.
     *
     * @param known what is shared with {@link Unsealed#from()}
     * @param preKeys one's own, for messages that begin a session
     */
    public Opened open(Unsealed message, Optional<Correspondence> known, PreKeys preKeys) {
        Packet packet = message.packet();
        if (known.isPresent() && !known.get().other().fingerprint(crypto).equals(packet.from())) {
            throw new IllegalArgumentException("a message of somebody else");
        }
        Optional<Session> session = known.flatMap(with -> with.session(packet.session()));
        if (session.isPresent()) {
            return open(known.get(), session.get(), packet, Optional.empty());
        }
        if (packet.first().isEmpty()) {
            return new Refused(Reason.UNKNOWN_SESSION);
        }
        if (known.isPresent() && known.get().retired(packet.session())) {
            return new Refused(Reason.REPLAYED);
        }
        return answer(packet, packet.first().get(), known, preKeys);
    }

    private Opened answer(Packet packet, FirstMessage first, Optional<Correspondence> known, PreKeys preKeys) {
        if (!first.identity().fingerprint(crypto).equals(packet.from())) {
            return new Refused(Reason.FORGED);
        }
        Optional<OwnPreKey> signed =
                preKeys.find(first.signed()).filter(key -> !key.preKey().oneTime());
        Optional<OwnPreKey> oneTime = first.oneTime() == 0
                ? Optional.empty()
                : preKeys.find(first.oneTime()).filter(key -> key.preKey().oneTime());
        if (signed.isEmpty() || (first.oneTime() != 0 && oneTime.isEmpty())) {
            return new Refused(Reason.UNKNOWN_PRE_KEY);
        }
        Correspondence with = known.orElseGet(() -> Correspondence.with(first.identity()));
        return Handshake.answer(crypto, own, signed.get(), oneTime, packet)
                .map(session -> open(
                        with, session, packet, oneTime.map(key -> key.preKey().id())))
                .orElseGet(() -> new Refused(Reason.FORGED));
    }

    private Opened open(Correspondence with, Session session, Packet packet, Optional<Integer> used) {
        Session.Result result = session.open(crypto, packet);
        if (result.refused().isPresent()) {
            return new Refused(result.refused().get());
        }
        return new Received(with.put(result.next()), result.content(), used);
    }
}
