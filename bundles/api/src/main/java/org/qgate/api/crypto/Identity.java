package org.qgate.api.crypto;

import java.util.Optional;
import org.qgate.api.NodeId;

/**
 * This node's keys in one network, by what they can do. Private keys never leave the provider; when the vault is locked
 * they are wiped, and whatever needs one throws QG-VLT-0002 until the vault is open again: then the same object goes on.
 * What is public can be asked all the time. Thread-safe.
 */
public interface Identity {
    /** Returns the network's id. */
    String networkId();

    /** Returns this node's id. */
    NodeId nodeId();

    /** Returns the current medium-term certificate, encoded ([ID-2]). */
    byte[] certificate();

    /** Returns the X25519 key that links to this node are made to, 32 bytes; the certificate covers it. */
    byte[] linkKey();

    /** Returns the current public onion keys. */
    OnionKeys onionKeys();

    /**
     * Signs with the medium-term keys: Ed25519 and ML-DSA-65 over the domain and the message.
     *
     * @return 64 + 3,309 bytes
     */
    byte[] sign(String domain, byte[] message);

    /** Returns the proof that this node belongs to a family, when a family key is installed. */
    Optional<FamilyProof> family();

    /**
     * Renews what is due: medium-term keys before 30 days, onion keys every 7 days; wipes what is past its time.
     * Blocking. Call hourly.
     *
     * @return whether anything that a descriptor carries has changed
     */
    boolean maintain();
}
