package org.qgate.crypto.internal.hop;

import org.qgate.api.crypto.CellSize;
import org.qgate.api.crypto.HopLayers;
import org.qgate.api.crypto.HopRequest;
import org.qgate.api.crypto.HopTarget;
import org.qgate.api.crypto.RandomSource;
import org.qgate.common.wire.WireReader;
import org.qgate.crypto.internal.identity.OnionPair;
import org.qgate.crypto.internal.primitive.Bytes;
import org.qgate.crypto.internal.primitive.Ciphers;
import org.qgate.crypto.internal.primitive.MlKemPair;
import org.qgate.crypto.internal.primitive.Refusals;
import org.qgate.crypto.internal.primitive.X25519Pair;

/** The client's half of a hop handshake: ephemeral keys and the two secrets it already shares with the onion keys. */
final class PendingHop implements HopRequest {
    private final Ciphers ciphers;
    private final CellSize size;
    private final X25519Pair x;
    private final MlKemPair kem;
    private final byte[] staticAgreed;
    private final byte[] staticKem;
    private final byte[] requestTranscript;
    private final byte[] requestTag;
    private final byte[] create;
    private boolean over;

    PendingHop(HopTarget target, CellSize size, RandomSource random, Ciphers ciphers) {
        this.ciphers = ciphers;
        this.size = size;
        x = X25519Pair.fresh(random);
        kem = MlKemPair.fresh(random);
        staticAgreed = x.agree(target.keys().x25519());
        MlKemPair.Capsule capsule = MlKemPair.encapsulate(target.keys().mlKem(), random);
        staticKem = capsule.secret();
        byte[] keyName = OnionPair.name(target.keys());
        byte[] request = HopForm.request(target.nodeId(), keyName, size, x.open(), kem.open(), capsule.ciphertext());
        requestTranscript = HopForm.requestTranscript(request, target.keys());
        requestTag = HopKeys.requestTag(requestTranscript, staticAgreed, staticKem);
        create = Bytes.join(request, requestTag);
    }

    @Override
    public byte[] create() {
        return create.clone();
    }

    @Override
    public HopLayers finish(byte[] created) {
        if (over) {
            throw Refusals.authentication();
        }
        try {
            return complete(created);
        } finally {
            destroy();
        }
    }

    private HopLayers complete(byte[] created) {
        if (created.length != HopForm.CREATED || created[0] != HopForm.VERSION) {
            throw Refusals.authentication();
        }
        WireReader in = new WireReader(created, 1, created.length - 1);
        byte[] y = in.bytes(X25519Pair.BYTES);
        byte[] ciphertext = in.bytes(MlKemPair.CIPHERTEXT);
        byte[] tag = in.bytes(HopForm.TAG);
        byte[] transcript = HopForm.transcript(requestTranscript, requestTag, y, ciphertext);
        HopKeys.Finished finished = HopKeys.finish(
                transcript, new HopKeys.Secrets(staticAgreed, staticKem, x.agree(y), kem.decapsulate(ciphertext)));
        if (!Bytes.same(finished.tag(), tag)) {
            Bytes.wipe(finished.seeds(), finished.binding());
            throw Refusals.authentication();
        }
        return HopKeys.layers(ciphers, size, finished);
    }

    @Override
    public void destroy() {
        over = true;
        x.wipe();
        kem.wipe();
        Bytes.wipe(staticAgreed, staticKem);
    }
}
