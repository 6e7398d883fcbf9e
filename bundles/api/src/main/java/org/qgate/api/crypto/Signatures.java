package org.qgate.api.crypto;

import org.qgate.api.NodeId;
import org.qgate.api.error.QGateException;

/** Verifies what others signed. CPU-heavy: not on an event loop. Thread-safe. */
public interface Signatures {
    /** Length of a dual signature in bytes: 64 + 3,309. */
    int BYTES = 3373;

    /**
     * Parses and verifies a medium-term certificate at a given time.
     *
     * @throws QGateException QG-CRY-0001 when a signature fails, QG-CRY-0002 when malformed, QG-CRY-0004 when outside its
     *     time
     */
    Certificate certificate(String networkId, byte[] encoded, long wallMs);

    /** Verifies a dual signature by a certificate's keys; both halves must hold. */
    boolean verify(Certificate by, String domain, byte[] message, byte[] signature);

    /** Verifies a family proof for a node. */
    boolean verify(NodeId member, FamilyProof proof);
}
