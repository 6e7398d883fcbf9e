package org.qgate.qrng.internal.door;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.qgate.api.error.ErrorCode;
import org.qgate.api.error.LocalError;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.QrngError;
import org.qgate.api.local.HttpAnswer;
import org.qgate.api.local.HttpRequest;
import org.qgate.api.qrng.BlockInfo;
import org.qgate.api.qrng.Construction;
import org.qgate.api.qrng.Label;
import org.qgate.api.qrng.PoolInfo;
import org.qgate.api.qrng.Portion;
import org.qgate.api.qrng.Provenance;
import org.qgate.api.qrng.Qrng;
import org.qgate.api.qrng.QuantumPool;
import org.qgate.common.json.Json;

/** What programs of this machine get over HTTPS. */
final class RandomPagesTest {
    private static final String STREAM = "ab".repeat(32);

    private final CountingPool pool = new CountingPool();
    private boolean allowed = true;
    private final RandomPages pages = new RandomPages(known(), pool, () -> allowed);

    /** Gives bytes that count up, so that a repeat is seen. */
    private static final class CountingPool implements QuantumPool {
        private long next;
        private Provenance provenance = Provenance.RAW_DEVICE;
        private boolean healthy = true;
        private QGateException refusal;
        private String consumer = "";

        @Override
        public Portion take(String consumer, int count, boolean degraded, long atMostMs) {
            this.consumer = consumer;
            if (refusal != null) {
                throw refusal;
            }
            if (!healthy && !degraded) {
                throw new QGateException(QrngError.NO_HEALTHY_SOURCE, "none");
            }
            byte[] bytes = new byte[count];
            for (int i = 0; i < count; i++, next++) {
                bytes[i] = (byte) (next * 31 >>> 3);
            }
            Label label = new Label(
                    Optional.empty(),
                    "first",
                    provenance,
                    7,
                    STREAM,
                    new byte[64],
                    6.5,
                    healthy ? Construction.RBG3_XOR : Construction.HASH_DRBG,
                    !healthy,
                    1_000);
            return new Portion(bytes, List.of(new Portion.Piece(count, label)));
        }

        private static byte[] expected(int count) {
            return new CountingPool().take("", count, false, 0).bytes();
        }
    }

    private static Qrng known() {
        return (Qrng) Proxy.newProxyInstance(
                RandomPagesTest.class.getClassLoader(),
                new Class<?>[] {Qrng.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "pool" -> new PoolInfo(9, 10, 0, 0, 0, 0, true, List.of(), List.of());
                    case "streams" -> List.of(STREAM);
                    case "blocks" -> List.of(block());
                    case "block" -> new byte[] {1, 2, 3};
                    case "blockInfo" -> block();
                    case "metrics" -> "qgate_qrng_pool_bytes 9\n";
                    default -> List.of();
                });
    }

    private static BlockInfo block() {
        return new BlockInfo(STREAM, 4, "SKIP", 60_000, "cd", 3, false, Map.of());
    }

    private HttpAnswer get(String path, Map<String, String> query, Optional<String> more) {
        return pages.handle(new HttpRequest("GET", path, query, "backup", "*/*", new byte[0], more));
    }

    private byte[] whole(Map<String, String> query) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        HttpAnswer answer = get("/v1/random/bytes", query, Optional.empty());
        all.writeBytes(answer.body());
        while (answer.more().isPresent()) {
            assertTrue(answer.body().length <= 256 << 10);
            answer = get("/v1/random/bytes", query, answer.more());
            all.writeBytes(answer.body());
        }
        assertTrue(answer.totalBytes() < 0 || answer.totalBytes() == all.size());
        return all.toByteArray();
    }

    private void refused(ErrorCode code, String path, Map<String, String> query) {
        QGateException refused = assertThrows(QGateException.class, () -> get(path, query, Optional.empty()));
        assertEquals(code, refused.code(), refused.getMessage());
    }

    @Test
    void shouldGiveEachByteOnceInPiecesOfEveryForm() {
        int count = (600 << 10) + 1;
        Map<String, String> query = Map.of("count", Integer.toString(count));
        assertArrayEquals(CountingPool.expected(count), whole(query));
        pool.next = 0;
        String hex = new String(whole(Map.of("count", "300001", "format", "hex")), StandardCharsets.US_ASCII);
        assertArrayEquals(CountingPool.expected(300_001), HexFormat.of().parseHex(hex));
        pool.next = 0;
        byte[] base64 = whole(Map.of("count", "400001", "format", "base64"));
        assertArrayEquals(CountingPool.expected(400_001), Base64.getDecoder().decode(base64));
        assertEquals("http:backup", pool.consumer);
    }

    @Test
    void shouldLabelEachPieceInJson() {
        String lines = new String(whole(Map.of("count", "70000", "format", "json")), StandardCharsets.UTF_8);
        assertEquals(2, lines.lines().count());
        Map<?, ?> last = (Map<?, ?>) Json.read(lines.lines().skip(1).findFirst().orElseThrow());
        assertEquals(true, last.get("quantum"));
        Map<?, ?> label = (Map<?, ?>) ((List<?>) last.get("labels")).get(0);
        assertEquals(70_000L - 65_536, label.get("length"));
        assertEquals("RAW_DEVICE", label.get("provenance"));
        assertEquals(STREAM, label.get("stream"));
    }

    @Test
    void shouldRefuseDegradedBytesUnlessTheyAreAskedForAndThenSaySo() {
        pool.healthy = false;
        refused(QrngError.NO_HEALTHY_SOURCE, "/v1/random/bytes", Map.of());
        HttpAnswer answer = get("/v1/random/bytes", Map.of("degraded", "true"), Optional.empty());
        assertEquals("true", answer.headers().get("X-QGate-Degraded"));
        assertEquals("false", answer.headers().get("X-QGate-Quantum"));
        assertEquals(32, answer.body().length);
        refused(LocalError.BAD_REQUEST, "/v1/random/bytes", Map.of("degraded", "true", "count", "262145"));
        allowed = false;
        refused(LocalError.BAD_REQUEST, "/v1/random/bytes", Map.of("degraded", "true"));
    }

    @Test
    void shouldNeverCallSimulatedBytesQuantum() {
        pool.provenance = Provenance.SIMULATED;
        HttpAnswer answer = get("/v1/random/bytes", Map.of(), Optional.empty());
        assertEquals("false", answer.headers().get("X-QGate-Quantum"));
        assertEquals("SIMULATED", answer.headers().get("X-QGate-Provenance"));
    }

    @Test
    void shouldBreakOffWhereOtherBytesThanPromisedAreLeft() {
        Map<String, String> query = Map.of("count", "300000");
        HttpAnswer answer = get("/v1/random/bytes", query, Optional.empty());
        assertEquals("true", answer.headers().get("X-QGate-Quantum"));
        pool.provenance = Provenance.REPLAY;
        assertThrows(QGateException.class, () -> get("/v1/random/bytes", query, answer.more()));
    }

    @Test
    void shouldLetTheNextInOfficeAnswerWhenItLeaves() {
        pool.refusal = new QGateException(QrngError.NOT_READY, "another version takes over");
        refused(LocalError.NOT_READY, "/v1/random/bytes", Map.of());
        pool.refusal = new QGateException(QrngError.EMPTY, "none");
        refused(QrngError.EMPTY, "/v1/random/bytes", Map.of());
    }

    @Test
    void shouldRefuseWhatIsNotAllowed() {
        for (String count : List.of("0", "-1", "x", "1073741825", "9999999999999999999")) {
            refused(LocalError.BAD_REQUEST, "/v1/random/bytes", Map.of("count", count));
        }
        refused(LocalError.BAD_REQUEST, "/v1/random/bytes", Map.of("format", "xml"));
        refused(LocalError.BAD_REQUEST, "/v1/random/bytes", Map.of("degraded", "yes"));
        refused(LocalError.NOT_FOUND, "/v1/random", Map.of());
        refused(LocalError.NOT_FOUND, "/v1/random/bytes/more", Map.of());
        refused(LocalError.NOT_FOUND, "/v1/random/blocks/a/b/c", Map.of());
        refused(LocalError.BAD_REQUEST, "/v1/random/blocks/" + STREAM + "/x", Map.of());
        refused(LocalError.BAD_REQUEST, "/v1/random/blocks/" + STREAM, Map.of("limit", "101"));
        HttpRequest post =
                new HttpRequest("POST", "/v1/random/bytes", Map.of(), "backup", "*/*", new byte[0], Optional.empty());
        assertThrows(QGateException.class, () -> pages.handle(post));
    }

    @Test
    void shouldShowStatusAndBlocks() {
        Map<?, ?> status = json(get("/v1/random/status", Map.of(), Optional.empty()));
        assertEquals(true, status.get("degraded"));
        assertEquals(STREAM, status.get("stream"));
        assertFalse(status.containsKey("consumers"));
        assertEquals(
                List.of(STREAM),
                json(get("/v1/random/blocks", Map.of(), Optional.empty())).get("streams"));
        Map<?, ?> list = json(get("/v1/random/blocks/" + STREAM, Map.of("limit", "5"), Optional.empty()));
        assertEquals(1, ((List<?>) list.get("blocks")).size());
        HttpAnswer block = get("/v1/random/blocks/" + STREAM + "/latest", Map.of(), Optional.empty());
        assertArrayEquals(new byte[] {1, 2, 3}, block.body());
        Map<?, ?> info = json(get("/v1/random/blocks/" + STREAM + "/4", Map.of("format", "json"), Optional.empty()));
        assertEquals("SKIP", info.get("kind"));
    }

    private static Map<?, ?> json(HttpAnswer answer) {
        return (Map<?, ?>) Json.read(new String(answer.body(), StandardCharsets.UTF_8));
    }

    @Test
    void shouldGiveNumbersInTheFormThatCollectorsRead() {
        HttpRequest request = new HttpRequest("GET", "/metrics", Map.of(), "m", "*/*", new byte[0], Optional.empty());
        HttpAnswer answer = new MetricsPage(known()).handle(request);
        assertEquals("text/plain; version=0.0.4; charset=utf-8", answer.type());
        assertTrue(new String(answer.body(), StandardCharsets.UTF_8).endsWith("\n"));
    }
}
