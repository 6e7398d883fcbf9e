package org.qgate.extender.messenger.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Nothing that was altered is taken, neither by whoever carries envelopes nor by whoever could open one. */
class ForgeryTest {
    private final Person anna = new Person(11);
    private final Person bert = new Person(12);

    /** Every byte that is not sealed, and every 16th of those that are. */
    @Test
    void shouldRefuseAnEnvelopeWithAnyByteFlipped() {
        anna.begin(bert, true);
        byte[] envelope = anna.write(bert, "text");
        for (int i = 0; i < envelope.length; i += i < Envelope.OVERHEAD ? 1 : 16) {
            byte[] forged = envelope.clone();
            forged[i] ^= (byte) (1 << i % 8);
            Refused refused = assertInstanceOf(Refused.class, bert.look(forged), "byte " + i);
            assertEquals(i == 0 ? Reason.MALFORMED : Reason.NOT_OURS, refused.reason(), "byte " + i);
        }
        bert.reads(envelope, "text");
    }

    /** The mailbox cannot get inside an envelope; whoever could still cannot change a first message. */
    @Test
    void shouldRefuseAFirstPacketWithAnyByteFlipped() {
        anna.begin(bert, true);
        byte[] envelope = anna.write(bert, "text");
        shouldRefuseAnyByteFlipped(envelope);
        bert.reads(envelope, "text");
    }

    @Test
    void shouldRefuseALaterPacketWithAnyByteFlipped() {
        anna.begin(bert, true);
        bert.reads(anna.write(bert, "one"), "one");
        shouldRefuseAnyByteFlipped(anna.write(bert, "two"));
        anna.reads(bert.write(anna, "three"), "three");
        byte[] four = anna.write(bert, "four");
        shouldRefuseAnyByteFlipped(four);
        bert.reads(four, "four");
    }

    private void shouldRefuseAnyByteFlipped(byte[] envelope) {
        byte[] packet = assertInstanceOf(Unsealed.class, bert.desk.unseal(envelope))
                .packet()
                .encode();
        for (int i = 0; i < packet.length; i++) {
            byte[] forged = packet.clone();
            forged[i] ^= (byte) (1 << i % 8);
            assertInstanceOf(Refused.class, open(forged), "byte " + i);
        }
        assertInstanceOf(Refused.class, open(Arrays.copyOf(packet, packet.length - 1)));
    }

    private Opened open(byte[] packet) {
        try {
            Unsealed unsealed = new Unsealed(Packet.decode(packet));
            return bert.desk.open(unsealed, bert.with(unsealed.from()), bert::find);
        } catch (MalformedException malformed) {
            return new Refused(Reason.MALFORMED);
        }
    }

    /** Whoever begins a session as themselves, and says in all that is authenticated to be somebody else. */
    @Test
    void shouldRefuseAnothersFingerprintInAFirstMessage() {
        Person carl = new Person(13);
        carl.begin(bert, false);
        byte[] content = {1};
        Packet honest = carl.with(bert)
                .current()
                .seal(carl.crypto, carl.fingerprint(), content)
                .packet();
        Packet forged = carl.with(bert)
                .current()
                .seal(carl.crypto, anna.fingerprint(), content)
                .packet();
        assertEquals(new Refused(Reason.FORGED), bert.desk.open(new Unsealed(forged), Optional.empty(), bert::find));
        assertInstanceOf(Received.class, bert.desk.open(new Unsealed(honest), Optional.empty(), bert::find));
    }

    @Test
    void shouldRefuseASealedContentInAnotherSession() {
        anna.begin(bert, false);
        bert.reads(anna.write(bert, "one"), "one");
        Packet first = packet(anna.write(bert, "two"));
        anna.begin(bert, false);
        bert.reads(anna.write(bert, "three"), "three");
        Packet second = packet(anna.write(bert, "four"));
        Packet mixed = new Packet(second.from(), second.session(), second.first(), second.header(), first.sealed());
        assertEquals(new Refused(Reason.FORGED), open(mixed.encode()));
    }

    @Test
    void shouldRefuseAKeyOfLowOrder() {
        anna.begin(bert, false);
        byte[] envelope = anna.write(bert, "text");
        Arrays.fill(envelope, 1, 33, (byte) 0);
        bert.refuses(Reason.NOT_OURS, envelope);
    }

    @Test
    void shouldRefuseAPreKeyWithAnyByteFlipped() {
        PreKey key = bert.bundle(false).signed();
        byte[] bytes = key.encode();
        for (int i = 0; i < bytes.length; i++) {
            byte[] forged = bytes.clone();
            forged[i] ^= (byte) (1 << i % 8);
            assertEquals(false, signed(forged), "byte " + i);
        }
        assertEquals(true, signed(bytes));
    }

    private boolean signed(byte[] bytes) {
        try {
            return PreKey.decode(bytes).signedBy(anna.crypto, bert.own.identity());
        } catch (MalformedException malformed) {
            return false;
        }
    }

    private Packet packet(byte[] envelope) {
        return assertInstanceOf(Unsealed.class, bert.desk.unseal(envelope)).packet();
    }
}
