package org.qgate.crypto.internal.hop;

import java.util.Arrays;
import org.qgate.api.NodeId;
import org.qgate.api.crypto.CellSize;
import org.qgate.api.crypto.HopAnswer;
import org.qgate.api.crypto.HopHandshakes;
import org.qgate.api.crypto.HopRequest;
import org.qgate.api.crypto.HopTarget;
import org.qgate.api.crypto.Identity;
import org.qgate.api.crypto.LayerCipher;
import org.qgate.api.crypto.RandomSource;
import org.qgate.common.wire.WireReader;
import org.qgate.crypto.internal.cgo.LayerForm;
import org.qgate.crypto.internal.identity.NodeIdentity;
import org.qgate.crypto.internal.identity.OnionPair;
import org.qgate.crypto.internal.primitive.Bytes;
import org.qgate.crypto.internal.primitive.Ciphers;
import org.qgate.crypto.internal.primitive.MlKemPair;
import org.qgate.crypto.internal.primitive.Refusals;
import org.qgate.crypto.internal.primitive.X25519Pair;

/**
 * Hybrid hop handshakes after the structure of ntor v3 (Tor proposal 332): X25519 and ML-KEM-768, each with the relay's
 * onion key and with fresh keys; four secrets and the transcript make the keys ([HOP-1] to [HOP-5]). Thread-safe.
 */
public final class HybridHops implements HopHandshakes {
    private final RandomSource random;
    private final Ciphers ciphers;

    /** Makes them over a source of randomness. */
    public HybridHops(RandomSource random, Ciphers ciphers) {
        this.random = random;
        this.ciphers = ciphers;
    }

    @Override
    public HopRequest request(HopTarget target, CellSize size) {
        return new PendingHop(target, size, random, ciphers);
    }

    @Override
    public HopAnswer answer(Identity self, byte[] create) {
        if (create.length != HopForm.CREATE) {
            throw Refusals.malformed("CREATE has " + HopForm.CREATE + " bytes, not " + create.length);
        }
        WireReader in = new WireReader(create);
        if (in.u8() != HopForm.VERSION || in.u8() != HopForm.SUITE) {
            throw Refusals.malformed("CREATE of an unknown version or suite");
        }
        CellSize size = size(in.u8());
        NodeId addressed = NodeId.of(in.bytes(NodeId.BYTES));
        byte[] name = in.bytes(32);
        HopAnswer answer = addressed.equals(self.nodeId())
                ? ((NodeIdentity) self).withOnion(name, onion -> answer(onion, size, create, in))
                : null;
        if (answer == null) {
            throw Refusals.authentication();
        }
        return answer;
    }

    private static CellSize size(int code) {
        try {
            return CellSize.of(code);
        } catch (IllegalArgumentException unknown) {
            throw Refusals.malformed(unknown.getMessage());
        }
    }

    private HopAnswer answer(OnionPair onion, CellSize size, byte[] create, WireReader in) {
        byte[] theirX = in.bytes(X25519Pair.BYTES);
        byte[] theirKem = in.bytes(MlKemPair.OPEN);
        MlKemPair.check(theirKem);
        byte[] staticAgreed = onion.x25519().agree(theirX);
        byte[] staticKem = onion.mlKem().decapsulate(in.bytes(MlKemPair.CIPHERTEXT));
        byte[] request = Arrays.copyOf(create, in.position());
        byte[] requestTranscript = HopForm.requestTranscript(request, onion.open());
        byte[] requestTag = HopKeys.requestTag(requestTranscript, staticAgreed, staticKem);
        if (!Bytes.same(requestTag, in.bytes(HopForm.TAG))) {
            Bytes.wipe(staticAgreed, staticKem);
            throw Refusals.authentication();
        }
        X25519Pair y = X25519Pair.fresh(random);
        MlKemPair.Capsule capsule = MlKemPair.encapsulate(theirKem, random);
        byte[] freshAgreed = y.agree(theirX);
        y.wipe();
        byte[] transcript = HopForm.transcript(requestTranscript, requestTag, y.open(), capsule.ciphertext());
        HopKeys.Finished finished =
                HopKeys.finish(transcript, new HopKeys.Secrets(staticAgreed, staticKem, freshAgreed, capsule.secret()));
        byte[] created = HopForm.created(y.open(), capsule.ciphertext(), finished.tag());
        return new HopAnswer(created, size, HopKeys.layers(ciphers, size, finished));
    }

    @Override
    public LayerCipher restore(byte[] exported) {
        return LayerForm.restore(ciphers, exported);
    }
}
