package org.qgate.sandbox.child;

import org.qgate.ext.crypto.Keys;

/** Keys, which never leave the node. Thread-safe. */
record RemoteKeys(Node node) implements Keys {
    @Override
    public byte[] signingKey(String purpose) {
        return node.bytes("keys.signing", purpose);
    }

    @Override
    public byte[] sign(String purpose, byte[] message) {
        return node.bytes("keys.sign", purpose, message);
    }

    @Override
    public boolean verify(byte[] signingKey, String purpose, byte[] message, byte[] signature) {
        return node.yes("keys.verify", signingKey, purpose, message, signature);
    }

    @Override
    public byte[] agreementKey(String purpose) {
        return node.bytes("keys.agreement", purpose);
    }

    @Override
    public byte[] agree(String purpose, byte[] otherKey) {
        return node.bytes("keys.agree", purpose, otherKey);
    }

    @Override
    public byte[] secret(String purpose) {
        return node.bytes("keys.secret", purpose);
    }
}
