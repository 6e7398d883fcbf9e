package org.qgate.crypto.internal;

import java.util.HexFormat;
import org.qgate.api.crypto.LinkSuite;
import org.qgate.api.error.CryptoError;
import org.qgate.api.error.QGateException;
import org.qgate.crypto.internal.primitive.Aead;
import org.qgate.crypto.internal.primitive.Blake3;
import org.qgate.crypto.internal.primitive.Ciphers;
import org.qgate.crypto.internal.primitive.Hkdf;

/** Known answers that must come out before the provider registers. */
final class SelfTest {
    private SelfTest() {}

    /**
     * Asks each kind of primitive one question.
     *
     * @throws QGateException QG-CRY-0007 for a wrong answer
     */
    static void run() {
        // FIPS 180-4, example of SHA-256: "abc".
        expect(
                "SHA-256",
                Hkdf.sha256(new byte[] {'a', 'b', 'c'}),
                "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        // The BLAKE3 specification's test vectors, empty input.
        expect(
                "BLAKE3",
                new Blake3().blake3Plain(new byte[0]),
                "af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262");
        // The GCM specification (McGrew and Viega), test case 14: AES-256, all zero.
        expect("AES-256-GCM", seal(LinkSuite.AES_GCM), "cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919");
    }

    private static byte[] seal(LinkSuite suite) {
        byte[] out = new byte[32];
        Aead.sealing(suite, Ciphers.standard(), new byte[Aead.KEY]).apply(0, null, new byte[16], 0, 16, out, 0);
        return out;
    }

    private static void expect(String algorithm, byte[] answer, String known) {
        if (!HexFormat.of().formatHex(answer).equals(known)) {
            throw new QGateException(CryptoError.SELF_TEST, algorithm);
        }
    }
}
