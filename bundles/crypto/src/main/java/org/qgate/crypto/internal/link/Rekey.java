package org.qgate.crypto.internal.link;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.qgate.api.crypto.RandomSource;
import org.qgate.common.wire.WireException;
import org.qgate.common.wire.WireReader;
import org.qgate.common.wire.WireWriter;
import org.qgate.crypto.internal.primitive.Aead;
import org.qgate.crypto.internal.primitive.Bytes;
import org.qgate.crypto.internal.primitive.Hkdf;
import org.qgate.crypto.internal.primitive.MlKemPair;
import org.qgate.crypto.internal.primitive.Refusals;
import org.qgate.crypto.internal.primitive.X25519Pair;

/**
 * Fresh keys for a running link ([REC-4]): one offer by the link's initiator, one answer, then each direction switches
 * at its own exact record. Computations run on a worker under this object's lock; the loop's calls are short.
 */
final class Rekey {
    private static final int VERSION = 1;
    private static final int HEADER = 1 + 4;
    private static final int OFFER = HEADER + X25519Pair.BYTES + MlKemPair.OPEN;
    private static final int ANSWER = HEADER + X25519Pair.BYTES + MlKemPair.CIPHERTEXT;
    private static final int CHAINING = 32;
    private static final byte[] LABEL = "qgate 1 link rekey".getBytes(StandardCharsets.US_ASCII);

    private final boolean initiator;
    private final RandomSource random;
    private byte[] chaining;
    private byte[] transcript;
    private volatile int generation;
    private X25519Pair offeredKey;
    private MlKemPair offeredKem;
    private byte[] offer;
    private volatile NextKeys next;

    Rekey(boolean initiator, byte[] chaining, byte[] transcript, RandomSource random) {
        this.initiator = initiator;
        this.chaining = chaining;
        this.transcript = transcript;
        this.random = random;
    }

    synchronized byte[] offer() {
        if (!initiator || offer != null || next != null) {
            throw Refusals.malformed("only a link's initiator offers new keys, one offer at a time");
        }
        offeredKey = X25519Pair.fresh(random);
        offeredKem = MlKemPair.fresh(random);
        offer = header(OFFER).bytes(offeredKey.open()).bytes(offeredKem.open()).toBytes();
        return offer.clone();
    }

    synchronized byte[] answer(byte[] theirs) {
        if (initiator || next != null) {
            throw Refusals.malformed("only a link's responder answers, one offer at a time");
        }
        WireReader in = body(theirs, OFFER);
        byte[] theirKey = in.bytes(X25519Pair.BYTES);
        MlKemPair.Capsule capsule = MlKemPair.encapsulate(in.bytes(MlKemPair.OPEN), random);
        X25519Pair own = X25519Pair.fresh(random);
        byte[] shared = own.agree(theirKey);
        byte[] answer =
                header(ANSWER).bytes(own.open()).bytes(capsule.ciphertext()).toBytes();
        own.wipe();
        derive(shared, capsule.secret(), theirs, answer);
        return answer;
    }

    synchronized void accept(byte[] answer) {
        if (offer == null) {
            throw Refusals.malformed("an answer without an offer");
        }
        WireReader in = body(answer, ANSWER);
        byte[] shared = offeredKey.agree(in.bytes(X25519Pair.BYTES));
        byte[] secret = offeredKem.decapsulate(in.bytes(MlKemPair.CIPHERTEXT));
        derive(shared, secret, offer, answer);
        forgetOffer();
    }

    private WireWriter header(int expected) {
        return new WireWriter(expected).u8(VERSION).i32(generation + 1);
    }

    private WireReader body(byte[] message, int length) {
        if (message.length != length) {
            throw Refusals.malformed("a rekey message has " + length + " bytes, not " + message.length);
        }
        WireReader in = new WireReader(message);
        if (in.u8() != VERSION || in.i32() != generation + 1) {
            throw Refusals.malformed("a rekey message of another version or generation");
        }
        return in;
    }

    private void derive(byte[] shared, byte[] secret, byte[] offered, byte[] answered) {
        byte[] hash = Hkdf.sha256(transcript, offered, answered); // all three have fixed lengths
        byte[] pseudoRandomKey = Hkdf.extract(chaining, shared, secret);
        byte[] okm = Hkdf.expand(pseudoRandomKey, Bytes.join(LABEL, hash), CHAINING + 2 * Aead.KEY);
        byte[] forth = Arrays.copyOfRange(okm, CHAINING, CHAINING + Aead.KEY);
        byte[] back = Arrays.copyOfRange(okm, CHAINING + Aead.KEY, okm.length);
        next = new NextKeys(Arrays.copyOf(okm, CHAINING), hash, initiator ? forth : back, initiator ? back : forth);
        Bytes.wipe(shared, secret, pseudoRandomKey, okm);
    }

    boolean ready() {
        NextKeys keys = next;
        return keys != null && keys.sending() != null;
    }

    int generation() {
        return generation;
    }

    synchronized byte[] takeSending() {
        if (!ready()) {
            throw Refusals.authentication();
        }
        NextKeys keys = next;
        settle(new NextKeys(keys.chaining(), keys.transcript(), null, keys.receiving()));
        return keys.sending();
    }

    synchronized byte[] takeReceiving() {
        NextKeys keys = next;
        if (keys == null || keys.receiving() == null) {
            throw Refusals.authentication();
        }
        settle(new NextKeys(keys.chaining(), keys.transcript(), keys.sending(), null));
        return keys.receiving();
    }

    /** When both directions have switched, the old chaining key goes and the next rekey may begin. */
    private void settle(NextKeys left) {
        if (left.sending() != null || left.receiving() != null) {
            next = left;
            return;
        }
        Bytes.wipe(chaining);
        chaining = left.chaining();
        transcript = left.transcript();
        generation++;
        next = null;
    }

    private void forgetOffer() {
        if (offer != null) {
            offeredKey.wipe();
            offeredKem.wipe();
            offer = null;
        }
    }

    synchronized void write(WireWriter out) {
        out.u8(initiator ? 1 : 0)
                .bytes(chaining)
                .bytes(transcript)
                .i32(generation)
                .u8(offer == null ? 0 : 1);
        if (offer != null) {
            out.bytes(offeredKey.secret()).bytes(offeredKem.seed());
        }
        out.u8(next == null ? 0 : 1);
        if (next != null) {
            next.write(out);
        }
    }

    static Rekey read(WireReader in, RandomSource random) {
        boolean initiator = flag(in);
        Rekey read = new Rekey(initiator, in.bytes(CHAINING), in.bytes(Hkdf.HASH), random);
        read.generation = in.i32();
        if (flag(in)) {
            read.offeredKey = X25519Pair.of(in.bytes(X25519Pair.BYTES));
            read.offeredKem = MlKemPair.of(in.bytes(MlKemPair.SEED));
            read.offer = read.header(OFFER)
                    .bytes(read.offeredKey.open())
                    .bytes(read.offeredKem.open())
                    .toBytes();
        }
        read.next = flag(in) ? NextKeys.read(in) : null;
        return read;
    }

    static boolean flag(WireReader in) {
        int value = in.u8();
        if (value > 1) {
            throw new WireException("a flag is 0 or 1, not " + value);
        }
        return value == 1;
    }

    synchronized void wipe() {
        Bytes.wipe(chaining);
        forgetOffer();
        if (next != null) {
            Bytes.wipe(next.chaining(), next.sending(), next.receiving());
            next = null;
        }
    }
}
