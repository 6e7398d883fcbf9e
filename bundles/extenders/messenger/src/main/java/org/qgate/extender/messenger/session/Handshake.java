package org.qgate.extender.messenger.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.qgate.ext.crypto.Primitives;

/**
 * Begins sessions (PQXDH, section 3.3), from either end. What differs from there is said in the package's description.
 *
 * <p>Secrets, in order: initiator's identity with signed pre-key, ephemeral with identity, ephemeral with signed pre-key,
 * ephemeral with one-time pre-key if there is one; then ML-KEM to the identity, ML-KEM to the pre-key that is used up first.
 */
final class Handshake {
    private Handshake() {}

    static Session begin(Crypto crypto, OwnIdentity own, Bundle to) {
        KeyPair ephemeral = KeyPair.make(crypto);
        PreKey once = to.oneTime().orElse(to.signed());
        Primitives.Encapsulated identity =
                crypto.primitives().encapsulate(to.identity().kem().bytes());
        Primitives.Encapsulated preKey =
                crypto.primitives().encapsulate(once.kem().bytes());
        List<byte[]> secrets = new ArrayList<>();
        secrets.add(own.pair().agree(crypto, to.signed().agreement()));
        secrets.add(ephemeral.agree(crypto, to.identity().agreement()));
        secrets.add(ephemeral.agree(crypto, to.signed().agreement()));
        to.oneTime().ifPresent(key -> secrets.add(ephemeral.agree(crypto, key.agreement())));
        secrets.add(identity.secret());
        secrets.add(preKey.secret());
        FirstMessage first = new FirstMessage(
                own.identity(),
                to.signed().id(),
                to.oneTime().map(PreKey::id).orElse(0),
                Octets.of(identity.ciphertext()),
                Octets.of(preKey.ciphertext()));
        Octets transcript = transcript(crypto, first, to, ephemeral.agreement(), ephemeral.kem());
        Chain.Begun begun = keys(crypto, transcript, secrets);
        Sending sending = new Sending(ephemeral, Octets.NONE, begun.key(), 0);
        return Session.begun(id(crypto, transcript), begun.root(), sending, first);
    }

    /** Returns the session in which the packet is still to be opened; empty when it cannot be one. */
    static Optional<Session> answer(
            Crypto crypto, OwnIdentity own, OwnPreKey signed, Optional<OwnPreKey> oneTime, Packet packet) {
        FirstMessage first = packet.first().orElseThrow();
        Header header = packet.header();
        Bundle bundle = new Bundle(own.identity(), signed.preKey(), oneTime.map(OwnPreKey::preKey));
        Octets transcript = transcript(crypto, first, bundle, header.agreement(), header.kem());
        if (!id(crypto, transcript).equals(packet.session())) {
            return Optional.empty();
        }
        List<Optional<byte[]>> agreed = new ArrayList<>();
        agreed.add(LowOrder.agree(crypto, signed.pair(), first.identity().agreement()));
        agreed.add(LowOrder.agree(crypto, own.pair(), header.agreement()));
        agreed.add(LowOrder.agree(crypto, signed.pair(), header.agreement()));
        oneTime.ifPresent(key -> agreed.add(LowOrder.agree(crypto, key.pair(), header.agreement())));
        if (agreed.stream().anyMatch(Optional::isEmpty)) {
            return Optional.empty();
        }
        List<byte[]> secrets = new ArrayList<>();
        agreed.forEach(secret -> secrets.add(secret.orElseThrow()));
        secrets.add(own.pair().decapsulate(crypto, first.toIdentity()));
        secrets.add(oneTime.orElse(signed).pair().decapsulate(crypto, first.toPreKey()));
        Chain.Begun begun = keys(crypto, transcript, secrets);
        Receiving receiving = new Receiving(header.agreement(), header.kem(), begun.key(), 0);
        return Optional.of(Session.answered(packet.session(), begun.root(), receiving));
    }

    private static Octets transcript(Crypto crypto, FirstMessage first, Bundle to, Octets agreement, Octets kem) {
        return crypto.digest(
                "qgm/1 handshake",
                Octets.of(first.identity().encode()),
                Octets.of(to.encode()),
                agreement,
                kem,
                first.toIdentity(),
                first.toPreKey());
    }

    private static Chain.Begun keys(Crypto crypto, Octets transcript, List<byte[]> secrets) {
        byte[][] parts = secrets.toArray(byte[][]::new);
        return Chain.Begun.split(
                crypto.derive(Octets.NONE, "qgm/1 session", transcript, 2 * Primitives.KEY_BYTES, parts));
    }

    private static Octets id(Crypto crypto, Octets transcript) {
        return crypto.digest("qgm/1 session id", transcript).first(Packet.SESSION_BYTES);
    }
}
