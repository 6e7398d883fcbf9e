package org.qgate.crypto.internal;

import java.nio.charset.StandardCharsets;
import java.security.Provider;
import java.security.ProviderException;
import java.util.HexFormat;
import org.qgate.api.crypto.CellSize;
import org.qgate.api.crypto.Hashes;
import org.qgate.api.crypto.LinkSuite;
import org.qgate.api.error.CryptoError;
import org.qgate.api.error.QGateException;
import org.qgate.crypto.internal.cgo.CgoLayer;
import org.qgate.crypto.internal.cgo.LayerForm;
import org.qgate.crypto.internal.primitive.Aead;
import org.qgate.crypto.internal.primitive.Blake3;
import org.qgate.crypto.internal.primitive.Ciphers;
import org.qgate.crypto.internal.primitive.Hkdf;
import org.qgate.crypto.internal.primitive.MlKemPair;
import org.qgate.crypto.internal.primitive.PlainHashes;
import org.qgate.crypto.internal.primitive.X25519Pair;
import org.qgate.crypto.internal.primitive.Xaes;

/** Known answers that must come out before the provider registers: one short question to each kind of primitive. */
final class SelfTest {
    /** SHA-256 of the first and second cell: the first under keys just set, the second under the same. */
    private static final String[] CELLS = {
        "90b5f4eae2ed2d7c3848572d800b1b0b65af515a5965d52c0643430861195b33",
        "8b8bf765672654bd0c9f6ccf98abc48d99e8270ae4f9a25f5c3093709737f357"
    };

    private SelfTest() {}

    /**
     * Asks the questions.
     *
     * @throws QGateException QG-CRY-0007 for a wrong answer
     */
    static void run(Ciphers ciphers, Provider digests) {
        // FIPS 180-4, example of SHA-256: "abc".
        expect(
                "SHA-256",
                Hkdf.sha256(new byte[] {'a', 'b', 'c'}),
                "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        hashes(new PlainHashes(digests));
        // RFC 5869, appendix A.3: HKDF-SHA-256, and so HMAC, without salt and info.
        expect(
                "HKDF",
                Hkdf.expand(Hkdf.extract(new byte[0], hex("0b".repeat(22))), new byte[0], 42),
                "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8");
        // The BLAKE3 specification's test vectors, empty input.
        expect(
                "BLAKE3",
                new Blake3().blake3Plain(new byte[0]),
                "af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262");
        // RFC 8439, appendix A.1, test vector 2: block 1 of the keystream under key and nonce zero.
        expect("ChaCha20", prefix(seal(LinkSuite.CHACHA_POLY, ciphers)), "9f07e7be5551387a98ba977c732d080d");
        // RFC 7748, section 5.2, first vector.
        expect(
                "X25519",
                X25519Pair.of(hex("a546e36bf0527c9d3b16154b82465edd62144c0ac1fc5a18506a2244ba449ac4"))
                        .agree(hex("e6db6867583030db3594c1a424b15f7c726624ec26b3353b10a903a6d0ab1c4c")),
                "c3da55379de9c6908e94ea4df28d084f32eccf03491c71f754b4075577a28552");
        // Project Wycheproof, ML-KEM-768 key generation, test 1: SHA-256 of the encapsulation key.
        MlKemPair pair = MlKemPair.of(hex("7c9935a0b07694aa0c6d10e4db6b1add2fd81a25ccb148032dcd739936737f2d"
                + "8626ed79d451140800e03b59b956f8210e556067407d13dc90fa9e8b872bfb8f"));
        expect(
                "ML-KEM-768",
                Hkdf.sha256(pair.open()),
                "86adbca81f4fee893e2fb58fb98aa2fe188f501fed268d7f4056f8c05c4e53c4");
        aes(ciphers);
    }

    /** FIPS 180-4, examples of SHA-512 and SHA-256: "abc". */
    private static void hashes(Hashes by) {
        byte[] in = {'a', 'b', 'c'};
        byte[] wide = new byte[64];
        by.sha512(in, 0, in.length, wide, 0);
        expect(
                "SHA-512",
                wide,
                "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd"
                        + "454d4423643ce80e2a9ac94fa54ca49f");
        byte[] narrow = new byte[32];
        by.sha256(in, 0, in.length, narrow, 0);
        expect("SHA-256", narrow, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    /** Whether all that is asked of AES comes out right: a provider that fails here is not used. */
    static boolean passes(Ciphers ciphers) {
        try {
            aes(ciphers);
            return true;
        } catch (QGateException | IllegalStateException | ProviderException wrong) {
            return false;
        }
    }

    private static void aes(Ciphers ciphers) {
        // The GCM specification (McGrew and Viega), test case 14: AES-256, all zero.
        expect(
                "AES-256-GCM",
                seal(LinkSuite.AES_GCM, ciphers),
                "cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919");
        // C2SP, XAES-256-GCM: the first test vector.
        byte[] nonce = "ABCDEFGHIJKLMNOPQRSTUVWX".getBytes(StandardCharsets.US_ASCII);
        byte[] text = "XAES-256-GCM".getBytes(StandardCharsets.US_ASCII);
        byte[] sealed = new byte[text.length + Xaes.TAG];
        new Xaes(ciphers, hex("01".repeat(Xaes.KEY))).seal(nonce, 0, new byte[0][], text, 0, text.length, sealed, 0);
        expect("XAES-256-GCM", sealed, "ce546ef63c9cc60765923609b33a9a1974e96e52daf2fcf7075e2271");
        // Our own: small cells of zeros under a seed of zeros, made by docs/vectors/cgo_reference.py.
        byte[] body = new byte[CellSize.SMALL.body()];
        byte[] out = new byte[body.length];
        byte[] back = new byte[body.length];
        CgoLayer relay = LayerForm.fresh(ciphers, CellSize.SMALL, new byte[LayerForm.SEED]);
        CgoLayer client = LayerForm.fresh(ciphers, CellSize.SMALL, new byte[LayerForm.SEED]);
        for (String known : CELLS) {
            relay.relayInbound(3, body, 0, out, 0);
            expect("QG-CGO-1", Hkdf.sha256(out), known);
            client.clientOutbound(3, out, 0, back, 0);
            expect("QG-CGO-1", back, HexFormat.of().formatHex(body));
        }
        relay.destroy();
        client.destroy();
    }

    private static byte[] seal(LinkSuite suite, Ciphers ciphers) {
        byte[] out = new byte[32];
        Aead.sealing(suite, ciphers, new byte[Aead.KEY]).apply(0, null, new byte[16], 0, 16, out, 0);
        return out;
    }

    private static byte[] prefix(byte[] sealed) {
        byte[] first = new byte[16];
        System.arraycopy(sealed, 0, first, 0, 16);
        return first;
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }

    private static void expect(String algorithm, byte[] answer, String known) {
        if (!HexFormat.of().formatHex(answer).equals(known)) {
            throw new QGateException(CryptoError.SELF_TEST, algorithm);
        }
    }
}
