package org.qgate.api.crypto;

/**
 * Membership in a family: the family's shared Ed25519 key signs the member's id.
 *
 * @param familyKey 32 bytes
 * @param signature 64 bytes over the node id, domain {@code "qgate 1 family"}
 */
public record FamilyProof(byte[] familyKey, byte[] signature) {}
