package org.qgate.extender.messenger.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.qgate.ext.crypto.Primitives;

/**
 * One double ratchet (The Double Ratchet Algorithm, section 3). Secret.
 *
 * @param id names it on both ends; a digest of the whole handshake, so whoever holds another handshake holds another id
 * @param root mixes what each step agrees on
 * @param sending none after something was received by new keys, until something is sent
 * @param previous how many messages the sending chain before that had
 * @param receiving none until the initiator was answered
 * @param past chains that ended lately, to tell what was opened before from what is forged
 * @param skipped keys of messages that have not come yet
 * @param first what began it, until there is an answer
 */
record Session(
        Octets id,
        Octets root,
        Optional<Sending> sending,
        int previous,
        Optional<Receiving> receiving,
        List<Octets> past,
        List<Skipped> skipped,
        Optional<FirstMessage> first) {
    private static final int VERSION = 1;
    private static final int MOST_PAST = 32;

    /** The session after a message was sealed, and what to send. */
    record Step(Session next, Packet packet) {}

    /** What opening gave: the next session and the content, or why not. */
    record Result(Optional<Reason> refused, Session next, byte[] content) {
        static Result refuse(Reason reason) {
            return new Result(Optional.of(reason), null, null);
        }
    }

    static Session begun(Octets id, Octets root, Sending sending, FirstMessage first) {
        return new Session(
                id, root, Optional.of(sending), 0, Optional.empty(), List.of(), List.of(), Optional.of(first));
    }

    static Session answered(Octets id, Octets root, Receiving receiving) {
        return new Session(
                id, root, Optional.empty(), 0, Optional.of(receiving), List.of(), List.of(), Optional.empty());
    }

    Step seal(Crypto crypto, Octets from, byte[] content) {
        Session ready = sending.isPresent() ? this : turned(crypto);
        Sending chain = ready.sending.orElseThrow();
        Packet head = new Packet(from, id, first, chain.header(ready.previous), new byte[0]);
        byte[] sealed = Chain.seal(crypto, Chain.message(crypto, chain.key()), head.associated(), content);
        Packet packet = new Packet(from, id, first, head.header(), sealed);
        return new Step(ready.with(chain.next(crypto)), packet);
    }

    /** Makes new ratchet keys and begins a chain by them. */
    private Session turned(Crypto crypto) {
        Receiving theirs = receiving.orElseThrow();
        KeyPair pair = KeyPair.make(crypto);
        Primitives.Encapsulated kem =
                crypto.primitives().encapsulate(theirs.kem().bytes());
        byte[] agreed = pair.agree(crypto, theirs.agreement());
        Octets ciphertext = Octets.of(kem.ciphertext());
        Header header = new Header(pair.agreement(), pair.kem(), ciphertext, previous, 0);
        Chain.Begun begun = Chain.step(crypto, root, header, theirs.agreement(), theirs.kem(), agreed, kem.secret());
        Sending chain = new Sending(pair, ciphertext, begun.key(), 0);
        return new Session(id, begun.root(), Optional.of(chain), previous, receiving, past, skipped, first);
    }

    private Session with(Sending chain) {
        return new Session(id, root, Optional.of(chain), previous, receiving, past, skipped, first);
    }

    Result open(Crypto crypto, Packet packet) {
        return new Opening(crypto, this, packet).open();
    }

    byte[] encode() {
        Writer writer = new Writer().u8(VERSION).raw(id).raw(root);
        writer.u8(sending.isPresent() ? 1 : 0);
        sending.ifPresent(chain -> chain.write(writer));
        writer.u32(previous).u8(receiving.isPresent() ? 1 : 0);
        receiving.ifPresent(chain -> chain.write(writer));
        writer.u32(past.size());
        past.forEach(writer::raw);
        writer.u32(skipped.size());
        skipped.forEach(one -> one.write(writer));
        writer.u8(first.isPresent() ? 1 : 0);
        first.ifPresent(message -> message.write(writer));
        return writer.bytes();
    }

    static Session decode(byte[] bytes) {
        Reader reader = new Reader(bytes).version(VERSION);
        Octets id = reader.octets(Packet.SESSION_BYTES);
        Octets root = reader.octets(Primitives.KEY_BYTES);
        Optional<Sending> sending = reader.flag() ? Optional.of(Sending.read(reader)) : Optional.empty();
        int previous = reader.upTo(Integer.MAX_VALUE);
        Optional<Receiving> receiving = reader.flag() ? Optional.of(Receiving.read(reader)) : Optional.empty();
        List<Octets> past = new ArrayList<>();
        for (int left = reader.upTo(MOST_PAST); left > 0; left--) {
            past.add(reader.octets(Skipped.CHAIN_BYTES));
        }
        List<Skipped> skipped = new ArrayList<>();
        for (int left = reader.upTo(Correspondence.MOST_SKIPPED); left > 0; left--) {
            skipped.add(Skipped.read(reader));
        }
        Optional<FirstMessage> first = reader.flag() ? Optional.of(FirstMessage.read(reader)) : Optional.empty();
        reader.end();
        if (sending.isEmpty() && receiving.isEmpty()) {
            throw new MalformedException("a session without chains");
        }
        return new Session(id, root, sending, previous, receiving, past, skipped, first);
    }

    /** The chains that ended lately, with one more. */
    List<Octets> pastAnd(Octets chain) {
        List<Octets> next = new ArrayList<>(past);
        next.add(0, chain);
        return List.copyOf(next.subList(0, Math.min(next.size(), MOST_PAST)));
    }
}
