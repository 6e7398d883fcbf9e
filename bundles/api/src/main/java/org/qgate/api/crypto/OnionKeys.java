package org.qgate.api.crypto;

/**
 * A relay's public onion keys.
 *
 * @param x25519 32 bytes
 * @param mlKem ML-KEM-768 encapsulation key, 1,184 bytes
 */
public record OnionKeys(byte[] x25519, byte[] mlKem) {}
