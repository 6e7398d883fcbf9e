package org.qgate.gate.internal.process;

import java.util.List;
import java.util.Map;
import org.qgate.ext.Host;
import org.qgate.ext.crypto.Primitives;
import org.qgate.ext.crypto.Primitives.Encapsulated;
import org.qgate.ext.crypto.Primitives.Pair;

/** Keys and cryptography. */
record CryptoDoor(Host host) implements Answering.Part {
    @Override
    public void addTo(Map<String, Answering> all) {
        addKeys(all);
        addPrimitives(all);
    }

    private void addKeys(Map<String, Answering> all) {
        all.put("keys.signing", its -> host.keys().signingKey(its.text(0)));
        all.put("keys.sign", its -> host.keys().sign(its.text(0), its.bytes(1)));
        all.put("keys.verify", its -> host.keys().verify(its.bytes(0), its.text(1), its.bytes(2), its.bytes(3)));
        all.put("keys.agreement", its -> host.keys().agreementKey(its.text(0)));
        all.put("keys.agree", its -> host.keys().agree(its.text(0), its.bytes(1)));
        all.put("keys.secret", its -> host.keys().secret(its.text(0)));
    }

    private void addPrimitives(Map<String, Answering> all) {
        all.put("crypto.sha256", its -> crypto().sha256(its.bytes(0)));
        all.put("crypto.hmac", its -> crypto().hmac(its.bytes(0), its.bytes(1)));
        all.put("crypto.derive", its -> crypto().derive(its.bytes(0), its.bytes(1), its.bytes(2), its.small(3)));
        all.put("crypto.seal", its -> crypto().seal(its.bytes(0), its.bytes(1), its.bytes(2), its.bytes(3)));
        all.put("crypto.open", its -> crypto().open(its.bytes(0), its.bytes(1), its.bytes(2), its.bytes(3))
                .orElse(null));
        all.put("crypto.agreementPair", its -> said(crypto().agreementPair()));
        all.put("crypto.agree", its -> crypto().agree(its.bytes(0), its.bytes(1)));
        all.put("crypto.kemPair", its -> said(crypto().kemPair()));
        all.put("crypto.encapsulate", its -> {
            Encapsulated made = crypto().encapsulate(its.bytes(0));
            return List.of(made.secret(), made.ciphertext());
        });
        all.put("crypto.decapsulate", its -> crypto().decapsulate(its.bytes(0), its.bytes(1)));
    }

    private Primitives crypto() {
        return host.crypto();
    }

    private static List<byte[]> said(Pair pair) {
        return List.of(pair.privateKey(), pair.publicKey());
    }
}
