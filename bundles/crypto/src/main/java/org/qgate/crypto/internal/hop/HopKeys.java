package org.qgate.crypto.internal.hop;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.qgate.api.crypto.CellSize;
import org.qgate.api.crypto.HopLayers;
import org.qgate.crypto.internal.cgo.LayerForm;
import org.qgate.crypto.internal.primitive.Bytes;
import org.qgate.crypto.internal.primitive.Ciphers;
import org.qgate.crypto.internal.primitive.Hkdf;

/** The key schedule of the hop handshake ([HOP-3], [HOP-4]): all secrets known and the transcript enter each step. */
final class HopKeys {
    private static final byte[] REQUEST_SALT = ascii("qgate 1 hop request");
    private static final byte[] KEYS_SALT = ascii("qgate 1 hop keys");
    private static final byte[] CLIENT = ascii("client");
    private static final byte[] RELAY = ascii("relay");
    private static final byte[] LAYERS = ascii("layers");
    private static final byte[] BINDING = ascii("binding");
    private static final int BINDING_BYTES = 32;

    private HopKeys() {}

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** The client's tag: it knew the relay's onion keys and both static secrets. */
    static byte[] requestTag(byte[] request, byte[] staticAgreed, byte[] staticKem) {
        byte[] key = Hkdf.extract(REQUEST_SALT, staticAgreed, staticKem);
        byte[] tag = Hkdf.expand(key, Bytes.join(CLIENT, request), HopForm.TAG);
        Bytes.wipe(key);
        return tag;
    }

    /** The four secrets, in the order in which they arise; 128 bytes, wiped by {@link #finish}. */
    record Secrets(byte[] staticAgreed, byte[] staticKem, byte[] freshAgreed, byte[] freshKem) {}

    /** What both ends have when all is known: the relay's tag, the seeds of two layers, and the binding ([HOP-7]). */
    record Finished(byte[] tag, byte[] seeds, byte[] binding) {}

    static Finished finish(byte[] transcript, Secrets secrets) {
        byte[] key = Hkdf.extract(
                KEYS_SALT, secrets.staticAgreed(), secrets.staticKem(), secrets.freshAgreed(), secrets.freshKem());
        byte[] tag = Hkdf.expand(key, Bytes.join(RELAY, transcript), HopForm.TAG);
        byte[] seeds = Hkdf.expand(key, Bytes.join(LAYERS, transcript), 2 * LayerForm.SEED);
        byte[] binding = Hkdf.expand(key, Bytes.join(BINDING, transcript), BINDING_BYTES);
        Bytes.wipe(key, secrets.staticAgreed(), secrets.staticKem(), secrets.freshAgreed(), secrets.freshKem());
        return new Finished(tag, seeds, binding);
    }

    /** [CGO-3]: the outbound seed comes first. */
    static HopLayers layers(Ciphers ciphers, CellSize size, Finished finished) {
        byte[] seeds = finished.seeds();
        byte[] outbound = Arrays.copyOf(seeds, LayerForm.SEED);
        byte[] inbound = Arrays.copyOfRange(seeds, LayerForm.SEED, 2 * LayerForm.SEED);
        HopLayers layers = new HopLayers(
                LayerForm.fresh(ciphers, size, outbound), LayerForm.fresh(ciphers, size, inbound), finished.binding());
        Bytes.wipe(seeds, outbound, inbound);
        return layers;
    }
}
