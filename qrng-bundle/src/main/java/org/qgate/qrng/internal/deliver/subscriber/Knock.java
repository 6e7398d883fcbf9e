package org.qgate.qrng.internal.deliver.subscriber;

import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.qgate.api.NodeId;
import org.qgate.api.crypto.Certificate;
import org.qgate.api.crypto.Crypto;
import org.qgate.api.crypto.Primitives;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.QrngError;
import org.qgate.qrng.internal.deliver.wire.Answered;
import org.qgate.qrng.internal.deliver.wire.Asked;
import org.qgate.qrng.internal.deliver.wire.LeaseKeys;

/**
 * Asks a server for a lease ([QRN-3]): with keys made for it, and believes an answer only when the server's identity signed
 * all that was said.
 */
final class Knock {
    private static final int AGREEMENT_BYTES = 32;
    private static final int KEM_SEED_BYTES = 64;

    private final Crypto crypto;
    private final String network;
    private final NodeId server;

    Knock(Crypto crypto, String network, NodeId server) {
        this.crypto = crypto;
        this.network = network;
        this.server = server;
    }

    /**
     * Asks.
     *
     * @param above the position that it is to go on from at least; 0 where it goes on by itself
     * @param call sends a request and returns its answer
     * @throws NoBytesException when the server refuses
     * @throws QGateException QG-QRN-0033 when the answer is not the server's
     */
    Session ask(long above, long wallMs, UnaryOperator<byte[]> call) throws NoBytesException {
        byte[] mine = crypto.random().bytes(AGREEMENT_BYTES);
        byte[] seed = crypto.random().bytes(KEM_SEED_BYTES);
        try {
            Primitives primitives = crypto.primitives();
            byte[] request = new Asked.Open(primitives.agreementKey(mine), primitives.kemKey(seed), above).encode();
            Answered answer = Answered.decode(call.apply(request));
            if (answer instanceof Answered.Refused refused) {
                throw new NoBytesException(refused);
            }
            if (!(answer instanceof Answered.Opened opened)) {
                throw new QGateException(QrngError.BAD_CHUNK, "bytes came where a lease was asked for");
            }
            byte[] transcript = LeaseKeys.transcript(primitives, network, server, request, opened.offer());
            verify(opened, transcript, wallMs);
            byte[] agreed = primitives.agree(mine, opened.agreementKey());
            byte[] secret = primitives.decapsulate(seed, opened.kemText());
            LeaseKeys keys = LeaseKeys.derive(primitives, opened.terms().lease(), agreed, secret, transcript);
            return new Session(keys, opened.terms());
        } finally {
            Arrays.fill(mine, (byte) 0);
            Arrays.fill(seed, (byte) 0);
        }
    }

    private void verify(Answered.Opened opened, byte[] transcript, long wallMs) {
        Certificate certificate = crypto.signatures().certificate(network, opened.certificate(), wallMs);
        boolean its = certificate.nodeId().equals(server)
                && crypto.signatures().verify(certificate, LeaseKeys.DOMAIN, transcript, opened.signature());
        if (!its) {
            throw new QGateException(QrngError.BAD_CHUNK, "the lease is not signed by " + server.brief());
        }
    }
}
