package org.qgate.qrng.internal.door;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.QrngError;
import org.qgate.api.local.HttpAnswer;
import org.qgate.api.local.HttpRequest;
import org.qgate.api.qrng.BlockInfo;
import org.qgate.api.qrng.Qrng;
import org.qgate.common.json.Json;

/** Shows signed blocks to programs: streams, the blocks of one, a block. Thread-safe. */
final class BlocksPage {
    private static final int MOST = 100;
    private static final int DEFAULT = 20;

    private final Qrng qrng;

    BlocksPage(Qrng qrng) {
        this.qrng = qrng;
    }

    /**
     * Answers.
     *
     * @param below the parts of the path after {@code blocks}
     */
    HttpAnswer answer(List<String> below, HttpRequest request) {
        return switch (below.size()) {
            case 0 -> json(Map.of("streams", qrng.streams()));
            case 1 -> list(below.get(0), request.query());
            case 2 -> block(below.get(0), below.get(1), request.query());
            default -> throw Refusals.notFound(request.path());
        };
    }

    private HttpAnswer list(String stream, Map<String, String> query) {
        long before = number(query, "before", -1, Long.MAX_VALUE);
        int limit = (int) number(query, "limit", DEFAULT, MOST);
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("stream", stream);
        fields.put("blocks", qrng.blocks(stream, before, limit));
        return json(fields);
    }

    private HttpAnswer block(String stream, String which, Map<String, String> query) {
        long sequence = which.equals("latest") ? latest(stream) : sequence(which);
        return switch (query.getOrDefault("format", "raw")) {
            case "raw" -> HttpAnswer.of(200, "application/octet-stream", qrng.block(stream, sequence));
            case "json" -> json(qrng.blockInfo(stream, sequence));
            default -> throw Refusals.bad("format is raw or json");
        };
    }

    private long latest(String stream) {
        return qrng.blocks(stream, -1, 1).stream()
                .map(BlockInfo::sequence)
                .findFirst()
                .orElseThrow(() -> new QGateException(QrngError.NO_BLOCK, "the stream has no block yet"));
    }

    private static long sequence(String text) {
        if (!text.matches("[0-9]{1,18}")) {
            throw Refusals.bad("a block is named by its sequence or as latest, not '" + text + "'");
        }
        return Long.parseLong(text);
    }

    private static long number(Map<String, String> query, String name, long byDefault, long most) {
        String text = query.get(name);
        if (text == null) {
            return byDefault;
        }
        if (!text.matches("[0-9]{1,18}") || Long.parseLong(text) > most) {
            throw Refusals.bad(name + " is 0 to " + most + ", not '" + text + "'");
        }
        return Long.parseLong(text);
    }

    private static HttpAnswer json(Object document) {
        return HttpAnswer.json(200, Json.write(document));
    }
}
