package org.qgate.extender.messenger.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Somebody who writes: all that is kept is kept as bytes, so that every step reads what the one before wrote. */
final class Person {
    static final long NOW = 1_800_000_000_000L;
    static final long LATER = NOW + 86_400_000;

    final Crypto crypto;
    final OwnIdentity own;
    final EndToEnd desk;
    final Map<Integer, byte[]> preKeys = new HashMap<>();
    final Map<Octets, byte[]> kept = new HashMap<>();
    private final int signed;
    private int lastPreKey;

    Person(long seed) {
        Random random = new Random(seed);
        byte[] signing = new byte[32];
        random.nextBytes(signing);
        this.crypto = new Crypto(new PlainPrimitives(random), new PlainKeys(signing), count -> {
            byte[] bytes = new byte[count];
            random.nextBytes(bytes);
            return bytes;
        });
        this.own = OwnIdentity.decode(OwnIdentity.make(crypto).encode());
        this.desk = new EndToEnd(crypto, own);
        this.signed = preKey(false);
    }

    Octets fingerprint() {
        return desk.fingerprint();
    }

    int preKey(boolean oneTime) {
        int id = ++lastPreKey;
        preKeys.put(id, OwnPreKey.make(crypto, id, oneTime, LATER).encode());
        return id;
    }

    Optional<OwnPreKey> find(int id) {
        return Optional.ofNullable(preKeys.get(id)).map(OwnPreKey::decode);
    }

    /** What a mailbox hands out. */
    Bundle bundle(boolean withOneTime) {
        Optional<PreKey> oneTime = withOneTime ? find(preKey(true)).map(OwnPreKey::preKey) : Optional.empty();
        Bundle bundle = new Bundle(own.identity(), find(signed).orElseThrow().preKey(), oneTime);
        return Bundle.decode(bundle.encode());
    }

    Optional<Correspondence> with(Octets other) {
        return Optional.ofNullable(kept.get(other)).map(Correspondence::decode);
    }

    Correspondence with(Person other) {
        return with(other.fingerprint()).orElseThrow();
    }

    void keep(Octets other, Correspondence next) {
        kept.put(other, next.encode());
    }

    void begin(Person other, boolean oneTime) {
        Bundle bundle = other.bundle(oneTime);
        assertEquals(Optional.empty(), bundle.check(crypto, other.fingerprint(), NOW));
        keep(other.fingerprint(), desk.begin(with(other.fingerprint()), bundle));
    }

    byte[] write(Person other, byte[] content) {
        Sealed sealed = desk.seal(with(other), content);
        keep(other.fingerprint(), sealed.next());
        return sealed.envelope();
    }

    byte[] write(Person other, String text) {
        return write(other, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Opens an envelope without keeping anything. */
    Opened look(byte[] envelope) {
        Outside outside = desk.unseal(envelope);
        if (outside instanceof Refused refused) {
            return refused;
        }
        Unsealed unsealed = (Unsealed) outside;
        return desk.open(unsealed, with(unsealed.from()), this::find);
    }

    Opened take(byte[] envelope) {
        Opened opened = look(envelope);
        if (opened instanceof Received received) {
            keep(received.next().other().fingerprint(crypto), received.next());
            received.used().ifPresent(preKeys::remove);
        }
        return opened;
    }

    void reads(byte[] envelope, byte[] content) {
        Received received = assertInstanceOf(Received.class, take(envelope));
        assertArrayEquals(content, received.content());
    }

    void reads(byte[] envelope, String text) {
        reads(envelope, text.getBytes(StandardCharsets.UTF_8));
    }

    void refuses(Reason reason, byte[] envelope) {
        assertEquals(new Refused(reason), take(envelope));
    }
}
