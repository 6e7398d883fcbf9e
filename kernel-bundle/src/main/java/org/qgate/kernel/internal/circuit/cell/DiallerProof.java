package org.qgate.kernel.internal.circuit.cell;

import org.qgate.api.NodeId;
import org.qgate.api.crypto.Certificate;
import org.qgate.api.crypto.Crypto;
import org.qgate.api.crypto.Identity;
import org.qgate.api.crypto.Signatures;
import org.qgate.api.error.CryptoError;
import org.qgate.api.error.QGateException;
import org.qgate.common.wire.WireException;
import org.qgate.common.wire.WireReader;
import org.qgate.common.wire.WireWriter;

/**
 * The proof of who dials a service: the first bytes of its stream ([SERVE-5]). It counts for one network, one circuit, one
 * serving node and one protocol; for anything else it is worth nothing. Making and checking it takes public-key
 * operations: off the loop.
 *
 * @param binding what the last hop's handshake gave both ends ([HOP-7])
 * @param server the node that is asked
 * @param protocol what it is asked for
 */
public record DiallerProof(String network, byte[] binding, NodeId server, String protocol) {
    /** How long a proof says it is. */
    public static final int HEADER = 2;

    /** What the signature covers, beside {@link #signed}. */
    static final String DOMAIN = "qgate 1 service dialler";

    private static final int BINDING = 32;
    private static final int MAX_CERTIFICATE = 12 * 1024;

    /** Returns what is to be signed. */
    byte[] signed() {
        return new WireWriter()
                .ascii8(network)
                .bytes(binding)
                .bytes(server.bytes())
                .ascii8(protocol)
                .toBytes();
    }

    /**
     * Makes the stream's first bytes.
     *
     * @throws QGateException QG-VLT-0002 when there are no keys
     */
    public byte[] by(Identity dialler) {
        if (binding.length != BINDING) {
            throw new QGateException(CryptoError.AUTHENTICATION, "this circuit came over without its binding");
        }
        byte[] certificate = dialler.certificate();
        return new WireWriter(HEADER + certificate.length + Signatures.BYTES)
                .u16(certificate.length)
                .bytes(certificate)
                .bytes(dialler.sign(DOMAIN, signed()))
                .toBytes();
    }

    /**
     * Returns the length of a whole proof.
     *
     * @param header its first {@link #HEADER} bytes
     * @throws WireException when none is so long
     */
    public static int length(byte[] header) {
        int certificate = new WireReader(header).u16();
        if (certificate > MAX_CERTIFICATE) {
            throw new WireException("a certificate has at most " + MAX_CERTIFICATE + " bytes, not " + certificate);
        }
        return HEADER + certificate + Signatures.BYTES;
    }

    /**
     * Returns who made a whole proof.
     *
     * @throws QGateException when the certificate or the signature does not verify
     */
    public NodeId check(Crypto crypto, byte[] proof, long wallMs) {
        WireReader in = new WireReader(proof);
        byte[] certificate = in.bytes(in.u16());
        byte[] signature = in.bytes(Signatures.BYTES);
        in.finish();
        Certificate by = crypto.signatures().certificate(network, certificate, wallMs);
        if (binding.length != BINDING || !crypto.signatures().verify(by, DOMAIN, signed(), signature)) {
            throw new QGateException(CryptoError.AUTHENTICATION, "the proof is not for this circuit and service");
        }
        return by.nodeId();
    }
}
