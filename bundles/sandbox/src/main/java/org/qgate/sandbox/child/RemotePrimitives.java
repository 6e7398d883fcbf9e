package org.qgate.sandbox.child;

import java.security.MessageDigest;
import java.util.Optional;
import org.qgate.ext.crypto.Primitives;

/** Cryptography by the node's provider. Thread-safe. */
record RemotePrimitives(Node node) implements Primitives {
    @Override
    public byte[] sha256(byte[] input) {
        return node.bytes("crypto.sha256", input);
    }

    @Override
    public byte[] hmac(byte[] key, byte[] message) {
        return node.bytes("crypto.hmac", key, message);
    }

    @Override
    public byte[] derive(byte[] secret, byte[] salt, byte[] info, int length) {
        return node.bytes("crypto.derive", secret, salt, info, length);
    }

    @Override
    public byte[] seal(byte[] key, byte[] nonce, byte[] associated, byte[] plain) {
        return node.bytes("crypto.seal", key, nonce, associated, plain);
    }

    @Override
    public Optional<byte[]> open(byte[] key, byte[] nonce, byte[] associated, byte[] sealed) {
        return Optional.ofNullable(node.bytes("crypto.open", key, nonce, associated, sealed));
    }

    @Override
    public Pair agreementPair() {
        return pair("crypto.agreementPair");
    }

    @Override
    public byte[] agree(byte[] privateKey, byte[] otherPublicKey) {
        return node.bytes("crypto.agree", privateKey, otherPublicKey);
    }

    @Override
    public Pair kemPair() {
        return pair("crypto.kemPair");
    }

    private Pair pair(String name) {
        return node.read(node.ask(name), its -> new Pair(its.bytes(0), its.bytes(1)));
    }

    @Override
    public Encapsulated encapsulate(byte[] publicKey) {
        Object made = node.ask("crypto.encapsulate", publicKey);
        return node.read(made, its -> new Encapsulated(its.bytes(0), its.bytes(1)));
    }

    @Override
    public byte[] decapsulate(byte[] privateKey, byte[] ciphertext) {
        return node.bytes("crypto.decapsulate", privateKey, ciphertext);
    }

    @Override
    public boolean same(byte[] one, byte[] other) {
        long bytes = (long) Bounds.present("one", one).length + Bounds.present("the other", other).length;
        if (bytes > MOST_BYTES) {
            throw Bounds.invalid("the inputs have " + bytes + " bytes, at most: " + MOST_BYTES);
        }
        return MessageDigest.isEqual(one, other);
    }
}
