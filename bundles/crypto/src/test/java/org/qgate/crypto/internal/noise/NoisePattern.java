package org.qgate.crypto.internal.noise;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.qgate.api.crypto.LinkSuite;
import org.qgate.crypto.internal.primitive.Ciphers;
import org.qgate.crypto.internal.primitive.MlKemPair;
import org.qgate.crypto.internal.primitive.X25519Pair;

/** A classical Noise handshake of any fundamental pattern over our SymmetricState: to check that with known answers. */
public final class NoisePattern {
    /** Pre-messages of the initiator and of the responder, then the messages (Noise revision 34, section 7). */
    public static final Map<String, List<String>> PATTERNS = Map.ofEntries(
            Map.entry("N", List.of("", "s", "e es")),
            Map.entry("K", List.of("s", "s", "e es ss")),
            Map.entry("X", List.of("", "s", "e es s ss")),
            Map.entry("NN", List.of("", "", "e", "e ee")),
            Map.entry("NK", List.of("", "s", "e es", "e ee")),
            Map.entry("NX", List.of("", "", "e", "e ee s es")),
            Map.entry("KN", List.of("s", "", "e", "e ee se")),
            Map.entry("KK", List.of("s", "s", "e es ss", "e ee se")),
            Map.entry("KX", List.of("s", "", "e", "e ee se s es")),
            Map.entry("XN", List.of("", "", "e", "e ee", "s se")),
            Map.entry("XK", List.of("", "s", "e es", "e ee", "s se")),
            Map.entry("XX", List.of("", "", "e", "e ee s es", "s se")),
            // I2P proposal 169: e1 carries an ML-KEM key, ekem1 a ciphertext and then its secret.
            Map.entry("XKhfs", List.of("", "s", "e es e1", "e ee ekem1", "s se")),
            Map.entry("XXhfs", List.of("", "", "e e1", "e ee ekem1 s es", "s se")),
            Map.entry("IN", List.of("", "", "e s", "e ee se")),
            Map.entry("IK", List.of("", "s", "e es s ss", "e ee se")),
            Map.entry("IX", List.of("", "", "e s", "e ee se s es")));

    private final boolean initiator;
    private final SymmetricState state;
    private final X25519Pair e;
    private final X25519Pair s;
    private byte[] re;
    private byte[] rs;
    private MlKemPair kem;
    private byte[] kemMessage;
    private byte[] theirKem;

    /** Takes the handshake's keys; {@code rs} is what the pre-messages make known, or null. */
    public NoisePattern(boolean initiator, String name, byte[] prologue, X25519Pair e, X25519Pair s, byte[] rs) {
        LinkSuite suite = name.contains("AESGCM") ? LinkSuite.AES_GCM : LinkSuite.CHACHA_POLY;
        this.initiator = initiator;
        this.e = e;
        this.s = s;
        this.rs = rs;
        state = new SymmetricState(name, suite, Ciphers.standard());
        state.mixHash(prologue);
        List<String> pattern = PATTERNS.get(name.split("_")[1]);
        if (!pattern.get(0).isEmpty()) {
            state.mixHash(initiator ? s.open() : rs);
        }
        if (!pattern.get(1).isEmpty()) {
            state.mixHash(initiator ? rs : s.open());
        }
    }

    /** The initiator's ML-KEM key pair, or the randomness of the responder's encapsulation. */
    public NoisePattern with(MlKemPair ownKem, byte[] message) {
        kem = ownKem;
        kemMessage = message;
        return this;
    }

    /** Writes a message of the pattern. */
    public byte[] write(String tokens, byte[] payload) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (String token : tokens.split(" ")) {
            switch (token) {
                case "e" -> {
                    out.writeBytes(e.open());
                    state.mixHash(e.open());
                }
                case "s" -> out.writeBytes(state.encryptAndHash(s.open()));
                case "e1" -> out.writeBytes(state.encryptAndHash(kem.open()));
                case "ekem1" -> {
                    MlKemPair.Capsule capsule = MlKemPair.encapsulate(theirKem, kemMessage);
                    out.writeBytes(state.encryptAndHash(capsule.ciphertext()));
                    state.mixKey(capsule.secret());
                }
                default -> state.mixKey(agreed(token));
            }
        }
        out.writeBytes(state.encryptAndHash(payload));
        return out.toByteArray();
    }

    /** Reads a message of the pattern, returns its payload. */
    public byte[] read(String tokens, byte[] message) {
        int at = 0;
        for (String token : tokens.split(" ")) {
            switch (token) {
                case "e" -> {
                    re = Arrays.copyOf(message, 32);
                    state.mixHash(re);
                    at += 32;
                }
                case "s" -> {
                    int length = 32 + state.overhead();
                    rs = state.decryptAndHash(message, at, length);
                    at += length;
                }
                case "e1" -> {
                    int length = MlKemPair.OPEN + state.overhead();
                    theirKem = state.decryptAndHash(message, at, length);
                    at += length;
                }
                case "ekem1" -> {
                    int length = MlKemPair.CIPHERTEXT + state.overhead();
                    byte[] ciphertext = state.decryptAndHash(message, at, length);
                    at += length;
                    state.mixKey(kem.decapsulate(ciphertext));
                }
                default -> state.mixKey(agreed(token));
            }
        }
        return state.decryptAndHash(message, at, message.length - at);
    }

    /** The first letter names the initiator's key, the second the responder's. */
    private byte[] agreed(String token) {
        char own = token.charAt(initiator ? 0 : 1);
        char theirs = token.charAt(initiator ? 1 : 0);
        return (own == 'e' ? e : s).agree(theirs == 'e' ? re : rs);
    }

    /** Returns the handshake hash. */
    public byte[] hash() {
        return state.hash();
    }

    /** Returns both transport keys. */
    public byte[] split() {
        return state.split();
    }
}
