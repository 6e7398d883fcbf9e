package org.qgate.extender.messenger.session;

import java.util.Arrays;
import java.util.Optional;
import org.qgate.ext.crypto.Primitives;

/**
 * What is stored and carried: sealed to its receiver's identity, hybrid and by anybody, so that it says nothing of its sender.
 * Layout: version, ephemeral X25519 key, ML-KEM-768 ciphertext, then sealed: length, packet, zeros.
 */
final class Envelope {
    /** The only version. */
    static final int VERSION = 1;

    private static final int HEAD = 1 + Primitives.KEY_BYTES + Primitives.KEM_CIPHERTEXT_BYTES;
    /** What it adds to a packet, without padding. */
    static final int OVERHEAD = HEAD + 4 + Primitives.TAG_BYTES;
    /** Each key seals once. */
    private static final byte[] NONCE = new byte[Primitives.NONCE_BYTES];

    private Envelope() {}

    static byte[] seal(Crypto crypto, Identity to, byte[] packet, SizeClass size) {
        Primitives.Pair once = crypto.primitives().agreementPair();
        Primitives.Encapsulated kem = crypto.primitives().encapsulate(to.kem().bytes());
        byte[] head = new Writer()
                .u8(VERSION)
                .raw(once.publicKey())
                .raw(kem.ciphertext())
                .bytes();
        byte[] agreed =
                crypto.primitives().agree(once.privateKey(), to.agreement().bytes());
        byte[] key = key(crypto, to, head, agreed, kem.secret());
        byte[] plain = new Writer()
                .block(packet)
                .raw(new byte[size.bytes() - OVERHEAD - packet.length])
                .bytes();
        byte[] sealed = crypto.primitives().seal(key, NONCE, head, plain);
        return new Writer().raw(head).raw(sealed).bytes();
    }

    /** Returns the packet; empty when it was sealed for another, or altered. */
    static Optional<byte[]> open(Crypto crypto, OwnIdentity own, byte[] envelope) {
        byte[] head = Arrays.copyOf(envelope, HEAD);
        Reader reader = new Reader(head).version(VERSION);
        Octets once = reader.octets(Primitives.KEY_BYTES);
        Octets ciphertext = reader.octets(Primitives.KEM_CIPHERTEXT_BYTES);
        byte[] agreed = LowOrder.agree(crypto, own.pair(), once).orElse(null);
        if (agreed == null) {
            return Optional.empty();
        }
        byte[] key = key(crypto, own.identity(), head, agreed, own.pair().decapsulate(crypto, ciphertext));
        return crypto.primitives()
                .open(key, NONCE, head, Arrays.copyOfRange(envelope, HEAD, envelope.length))
                .map(Envelope::unpad);
    }

    private static byte[] key(Crypto crypto, Identity to, byte[] head, byte[] agreed, byte[] secret) {
        Octets transcript = crypto.digest("qgm/1 envelope", Octets.of(to.encode()), Octets.of(head));
        return crypto.derive(Octets.NONE, "qgm/1 envelope key", transcript, Primitives.KEY_BYTES, agreed, secret);
    }

    /** Anything but zeros would be a second way to write the same. */
    private static byte[] unpad(byte[] plain) {
        Reader reader = new Reader(plain);
        byte[] packet = reader.block(plain.length);
        for (byte zero : reader.raw(reader.left())) {
            if (zero != 0) {
                throw new MalformedException("padding that is not zero");
            }
        }
        return packet;
    }
}
