package org.qgate.common.dsse;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.qgate.common.json.Json;

/**
 * A signed payload. Source: DSSE v1.0.2, protocol and envelope. Strict: exactly the named members, standard Base64.
 *
 * @param payloadType what the payload is
 * @param payload its exact bytes; not to be changed
 * @param signatures at most {@link #MOST_SIGNATURES}
 */
public record Envelope(String payloadType, byte[] payload, List<Signature> signatures) {
    /** More is nobody's envelope. */
    public static final int MOST_SIGNATURES = 16;

    /**
     * One signature.
     *
     * @param keyId which key made it: a hint, not to be trusted
     */
    public record Signature(String keyId, byte[] bytes) {}

    /** Makes the list unchangeable. */
    public Envelope {
        signatures = List.copyOf(signatures);
    }

    /** Returns what is signed: the pre-authentication encoding (DSSE v1.0.2, PAE). */
    public static byte[] signed(String payloadType, byte[] payload) {
        byte[] type = payloadType.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(("DSSEv1 " + type.length + " ").getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(type);
        out.writeBytes((" " + payload.length + " ").getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(payload);
        return out.toByteArray();
    }

    /** Returns the envelope as JSON. */
    public byte[] encode() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("payload", Base64.getEncoder().encodeToString(payload));
        document.put("payloadType", payloadType);
        document.put(
                "signatures",
                signatures.stream()
                        .map(each -> Map.<String, Object>of(
                                "keyid",
                                each.keyId(),
                                "sig",
                                Base64.getEncoder().encodeToString(each.bytes())))
                        .toList());
        return Json.writePretty(document).getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Reads an envelope.
     *
     * @throws IllegalArgumentException when it is malformed
     */
    public static Envelope decode(byte[] json) {
        Map<?, ?> map = object(Json.read(new String(json, StandardCharsets.UTF_8)), 3);
        if (!(map.get("signatures") instanceof List<?> list) || list.size() > MOST_SIGNATURES) {
            throw new IllegalArgumentException("signatures: a list of at most " + MOST_SIGNATURES);
        }
        List<Signature> signatures = new ArrayList<>();
        for (Object each : list) {
            Map<?, ?> one = object(each, 2);
            signatures.add(new Signature(text(one, "keyid"), bytes(one, "sig")));
        }
        return new Envelope(text(map, "payloadType"), bytes(map, "payload"), signatures);
    }

    private static Map<?, ?> object(Object value, int members) {
        if (value instanceof Map<?, ?> map && map.size() == members) {
            return map;
        }
        throw new IllegalArgumentException("not an envelope");
    }

    private static String text(Map<?, ?> map, String name) {
        if (map.get(name) instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException(name + " is not a text");
    }

    private static byte[] bytes(Map<?, ?> map, String name) {
        return Base64.getDecoder().decode(text(map, name));
    }
}
