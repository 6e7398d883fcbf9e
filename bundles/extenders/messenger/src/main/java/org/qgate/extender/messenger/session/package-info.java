/**
 * End-to-end encryption as values: identities, pre-keys, the hybrid first message, the ratchet, envelopes, group places and
 * attachments. Nothing in here keeps state, waits, stores or sends: each step takes a value and returns the next one with what
 * is to be sent or shown, and the caller stores both in one step before it acts. All cryptography is the node's
 * ({@link org.qgate.ext.crypto.Primitives}, {@link org.qgate.ext.crypto.Keys}); messages, mailboxes and people belong elsewhere.
 *
 * <p>Sources, and how this differs from them:
 *
 * <ul>
 *   <li>The PQXDH Key Agreement Protocol (Signal, revision 3) and The X3DH Key Agreement Protocol (revision 1): there one
 *       Curve25519 key is the identity and also signs (XEdDSA); here an identity is three keys, Ed25519, X25519 and
 *       ML-KEM-768, known by one SHA-256 over all of them. The first message also encapsulates to the identity's ML-KEM key, so
 *       that even somebody who breaks all curves cannot answer in another's name to whoever has the fingerprint. The initiator
 *       is authenticated by X25519 alone, as in PQXDH. The whole transcript is bound: identities, pre-keys with their
 *       signatures, ephemeral keys, ciphertexts. One-time pre-keys are signed too.
 *   <li>The Double Ratchet Algorithm (Signal, revision 4): each step of the root key mixes an X25519 agreement and an ML-KEM-768
 *       secret, so both have to be broken; there ML-KEM runs in a sparse ratchet beside it (Triple Ratchet), which saves the
 *       2.3 kB a message that are spent here. The initiator's ephemeral key is its first ratchet key. New ratchet keys are made
 *       when something is sent, not when something is received (deferred key generation). Headers are not encrypted by keys of
 *       their own: the envelope hides them.
 *   <li>The Sesame Algorithm (revision 2): several sessions with one correspondent, the one that was last heard is used.
 *   <li>Sealed sender: the envelope is sealed to the receiver's identity by X25519 and ML-KEM-768, padded to one of few sizes
 *       ({@link org.qgate.extender.messenger.session.SizeClass}).
 *   <li>STREAM (Hoang, Reyhanitabar, Rogaway, Vizár 2015, section 7) for the chunks of attachments: there the last chunk is
 *       marked, here the size is known before and each chunk is bound to it. Padmé (Nikitin et al. 2019, section 4) for their
 *       number.
 * </ul>
 */
package org.qgate.extender.messenger.session;
