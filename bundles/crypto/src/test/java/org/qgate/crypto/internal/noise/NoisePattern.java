package org.qgate.crypto.internal.noise;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.qgate.api.crypto.LinkSuite;
import org.qgate.crypto.internal.primitive.Ciphers;
import org.qgate.crypto.internal.primitive.X25519Pair;

/** A classical Noise handshake of any fundamental pattern over our SymmetricState: to check that with known answers. */
final class NoisePattern {
    /** Pre-messages of the initiator and of the responder, then the messages (Noise revision 34, section 7). */
    static final Map<String, List<String>> PATTERNS = Map.ofEntries(
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
            Map.entry("IN", List.of("", "", "e s", "e ee se")),
            Map.entry("IK", List.of("", "s", "e es s ss", "e ee se")),
            Map.entry("IX", List.of("", "", "e s", "e ee se s es")));

    private final boolean initiator;
    private final SymmetricState state;
    private final X25519Pair e;
    private final X25519Pair s;
    private byte[] re;
    private byte[] rs;

    NoisePattern(boolean initiator, String name, byte[] prologue, X25519Pair e, X25519Pair s, byte[] rs) {
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

    byte[] write(String tokens, byte[] payload) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (String token : tokens.split(" ")) {
            switch (token) {
                case "e" -> {
                    out.writeBytes(e.open());
                    state.mixHash(e.open());
                }
                case "s" -> out.writeBytes(state.encryptAndHash(s.open()));
                default -> state.mixKey(agreed(token));
            }
        }
        out.writeBytes(state.encryptAndHash(payload));
        return out.toByteArray();
    }

    byte[] read(String tokens, byte[] message) {
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

    byte[] hash() {
        return state.hash();
    }

    byte[] split() {
        return state.split();
    }
}
