package org.qgate.extender.messenger.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What somebody reads who stole all keys of one end at one moment. */
class HealingTest {
    private final Person anna = new Person(21);
    private final Person bert = new Person(22);

    @BeforeEach
    void talk() {
        anna.begin(bert, true);
        for (int i = 0; i < 3; i++) {
            bert.reads(anna.write(bert, "a" + i), "a" + i);
            anna.reads(bert.write(anna, "b" + i), "b" + i);
        }
    }

    /** What the thief makes of an envelope to bert by bert's stolen keys: all but the store goes on. */
    private Optional<String> thief(byte[] stolen, byte[] envelope) {
        Unsealed unsealed = assertInstanceOf(Unsealed.class, bert.desk.unseal(envelope));
        Opened opened = bert.desk.open(unsealed, Optional.of(Correspondence.decode(stolen)), bert::find);
        return opened instanceof Received received ? Optional.of(new String(received.content())) : Optional.empty();
    }

    @Test
    void shouldNotTellWhatWasReadBeforeTheTheft() {
        List<byte[]> before = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            byte[] envelope = anna.write(bert, "secret " + i);
            before.add(envelope);
            bert.reads(envelope, "secret " + i);
        }
        anna.reads(bert.write(anna, "answer"), "answer");
        byte[] later = anna.write(bert, "later");
        bert.reads(later, "later");
        byte[] stolen = bert.kept.get(anna.fingerprint());
        before.add(later);
        before.forEach(envelope -> assertEquals(Optional.empty(), thief(stolen, envelope)));
    }

    @Test
    void shouldHealAfterAMessageEachWay() {
        byte[] stolen = bert.kept.get(anna.fingerprint());
        byte[] now = anna.write(bert, "now");
        assertEquals(Optional.of("now"), thief(stolen, now), "the theft is one");
        bert.reads(now, "now");
        anna.reads(bert.write(anna, "new keys"), "new keys");
        byte[] healed = anna.write(bert, "healed");
        assertEquals(Optional.empty(), thief(stolen, healed));
        bert.reads(healed, "healed");
    }

    /** Both halves of a step are needed: a thief who breaks one of them has not the root key. */
    @Test
    void shouldNeedBothSecretsOfAStep() {
        byte[] stolen = bert.kept.get(anna.fingerprint());
        bert.reads(anna.write(bert, "now"), "now");
        byte[] answer = bert.write(anna, "new keys");
        Sending broken = bert.with(anna).current().sending().orElseThrow();
        anna.reads(answer, "new keys");
        byte[] healed = anna.write(bert, "healed");
        byte[] none = new byte[64];
        KeyPair pair = broken.pair();
        KeyPair onlyCurve = new KeyPair(pair.agreementPrivate(), pair.agreement(), Octets.of(none), pair.kem());
        KeyPair onlyKem = new KeyPair(Octets.of(new byte[32]), pair.agreement(), pair.kemPrivate(), pair.kem());
        assertTrue(thief(withPair(broken, pair), healed).isPresent(), "with both it would be read");
        assertEquals(Optional.empty(), thief(withPair(broken, onlyCurve), healed));
        assertEquals(Optional.empty(), thief(withPair(broken, onlyKem), healed));
        assertEquals(Optional.empty(), thief(stolen, healed));
    }

    private byte[] withPair(Sending sending, KeyPair pair) {
        Session current = bert.with(anna).current();
        Sending changed = new Sending(pair, sending.ciphertext(), sending.key(), sending.number());
        Session session = new Session(
                current.id(),
                current.root(),
                Optional.of(changed),
                current.previous(),
                current.receiving(),
                current.past(),
                current.skipped(),
                current.first());
        return bert.with(anna).put(session).encode();
    }
}
