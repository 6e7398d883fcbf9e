package org.qgate.extender.messenger.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One message on its way to being opened; what it finds out becomes the next session only if the message proves true. */
final class Opening {
    private final Crypto crypto;
    private final Session session;
    private final Packet packet;
    private final Header header;

    private final List<Skipped> skipped;
    private Octets root;
    private Optional<Sending> sending;
    private int previous;
    private Optional<Receiving> receiving;
    private List<Octets> past;

    Opening(Crypto crypto, Session session, Packet packet) {
        this.crypto = crypto;
        this.session = session;
        this.packet = packet;
        this.header = packet.header();
        this.skipped = new ArrayList<>(session.skipped());
        this.root = session.root();
        this.sending = session.sending();
        this.previous = session.previous();
        this.receiving = session.receiving();
        this.past = session.past();
    }

    Session.Result open() {
        for (Skipped one : skipped) {
            if (one.number() == header.number() && one.chain().equals(header.chain())) {
                return late(one);
            }
        }
        if (past.contains(header.chain()) || opened()) {
            return Session.Result.refuse(Reason.REPLAYED);
        }
        if (!current()) {
            Optional<Reason> refused = turn();
            if (refused.isPresent()) {
                return Session.Result.refuse(refused.get());
            }
        } else if (missing(header.number()) > Correspondence.MOST_SKIPPED) {
            return Session.Result.refuse(Reason.TOO_FAR);
        }
        skipTo(header.number());
        Receiving chain = receiving.orElseThrow();
        Octets key = Chain.message(crypto, chain.key());
        receiving = Optional.of(chain.next(crypto));
        return finish(key);
    }

    private Session.Result late(Skipped one) {
        skipped.remove(one);
        return finish(one.key());
    }

    private boolean current() {
        return receiving
                .map(chain -> chain.agreement().equals(header.agreement()))
                .orElse(false);
    }

    private boolean opened() {
        return current() && header.number() < receiving.orElseThrow().number();
    }

    private long missing(int until) {
        return (long) until - receiving.orElseThrow().number();
    }

    /** The other one has new ratchet keys: the chain before ends, one by the new keys begins. */
    private Optional<Reason> turn() {
        if (sending.isEmpty() || header.ciphertext().length() == 0) {
            return Optional.of(Reason.FORGED);
        }
        if (receiving.isPresent()) {
            long before = missing(header.previous());
            if (before < 0) {
                return Optional.of(Reason.FORGED);
            }
            if (before + header.number() > Correspondence.MOST_SKIPPED) {
                return Optional.of(Reason.TOO_FAR);
            }
            skipTo(header.previous());
            past = session.pastAnd(receiving.get().chain());
        } else if (header.number() > Correspondence.MOST_SKIPPED) {
            return Optional.of(Reason.TOO_FAR);
        }
        return begin(sending.get());
    }

    private Optional<Reason> begin(Sending ours) {
        KeyPair pair = ours.pair();
        Optional<byte[]> agreed = LowOrder.agree(crypto, pair, header.agreement());
        if (agreed.isEmpty()) {
            return Optional.of(Reason.FORGED);
        }
        byte[] secret = pair.decapsulate(crypto, header.ciphertext());
        Chain.Begun begun = Chain.step(crypto, root, header, pair.agreement(), pair.kem(), agreed.get(), secret);
        root = begun.root();
        receiving = Optional.of(new Receiving(header.agreement(), header.kem(), begun.key(), 0));
        previous = ours.number();
        sending = Optional.empty();
        return Optional.empty();
    }

    private void skipTo(int number) {
        Receiving chain = receiving.orElseThrow();
        while (chain.number() < number) {
            skipped.add(new Skipped(chain.chain(), chain.number(), Chain.message(crypto, chain.key())));
            chain = chain.next(crypto);
        }
        receiving = Optional.of(chain);
    }

    private Session.Result finish(Octets key) {
        Optional<byte[]> content = Chain.open(crypto, key, packet.associated(), packet.sealed());
        if (content.isEmpty()) {
            return Session.Result.refuse(Reason.FORGED);
        }
        int forgotten = Math.max(0, skipped.size() - Correspondence.MOST_SKIPPED);
        List<Skipped> kept = List.copyOf(skipped.subList(forgotten, skipped.size()));
        // Whatever could be opened is an answer: what began the session need not be said any more.
        Session next = new Session(session.id(), root, sending, previous, receiving, past, kept, Optional.empty());
        return new Session.Result(Optional.empty(), next, content.get());
    }
}
