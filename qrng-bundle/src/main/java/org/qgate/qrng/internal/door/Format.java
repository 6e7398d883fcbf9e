package org.qgate.qrng.internal.door;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.qgate.api.NodeId;
import org.qgate.api.qrng.Label;
import org.qgate.api.qrng.Portion;
import org.qgate.common.json.Json;

/** How random bytes are written. */
enum Format {
    /** As they are. */
    RAW("application/octet-stream", 256 << 10),
    /** Two lower-case digits a byte. */
    HEX("text/plain; charset=us-ascii", 128 << 10),
    /** RFC 4648, section 4, without line breaks; the pieces of one answer join. */
    BASE64("text/plain; charset=us-ascii", 3 << 16),
    /** A line of JSON a piece, with what is known of its bytes. */
    JSON("application/x-ndjson", 64 << 10);

    private final String type;
    private final int piece;

    Format(String type, int piece) {
        this.type = type;
        this.piece = piece;
    }

    String type() {
        return type;
    }

    /** Returns how many random bytes one piece of an answer has at most. */
    int piece() {
        return piece;
    }

    static Format of(String word) {
        return Arrays.stream(values())
                .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst()
                .orElseThrow(() -> Refusals.bad("format is raw, hex, base64 or json, not '" + word + "'"));
    }

    /** Returns the length of an answer with so many random bytes, or -1 when that is not known before. */
    long length(long count) {
        return switch (this) {
            case RAW -> count;
            case HEX -> 2 * count;
            case BASE64 -> (count + 2) / 3 * 4;
            case JSON -> -1;
        };
    }

    byte[] write(Portion portion) {
        return switch (this) {
            case RAW -> portion.bytes();
            case HEX -> HexFormat.of().formatHex(portion.bytes()).getBytes(StandardCharsets.US_ASCII);
            case BASE64 -> Base64.getEncoder().encode(portion.bytes());
            case JSON -> (Json.write(document(portion)) + "\n").getBytes(StandardCharsets.UTF_8);
        };
    }

    private static Map<String, Object> document(Portion portion) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("bytes", Base64.getEncoder().encodeToString(portion.bytes()));
        fields.put("quantum", portion.quantum());
        fields.put("degraded", portion.degraded());
        List<Map<String, Object>> labels =
                portion.labels().stream().map(Format::label).toList();
        fields.put("labels", labels);
        return fields;
    }

    private static Map<String, Object> label(Portion.Piece piece) {
        Label label = piece.label();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("length", piece.length());
        fields.put("server", label.server().map(NodeId::toString).orElse(null));
        fields.put("device", label.device());
        fields.put("provenance", label.provenance());
        fields.put("window", label.window());
        fields.put("stream", label.stream());
        fields.put("digest", HexFormat.of().formatHex(label.digest()));
        fields.put("minEntropy", label.minEntropy());
        fields.put("construction", label.construction());
        fields.put("quantum", label.quantum());
        fields.put("degraded", label.degraded());
        fields.put("madeWallMs", label.madeWallMs());
        return fields;
    }
}
