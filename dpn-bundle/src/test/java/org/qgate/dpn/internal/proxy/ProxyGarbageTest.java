package org.qgate.dpn.internal.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever arrives in whatever pieces: no exception, nothing consumed twice, bounded answers. The seed is the argument.
 */
final class ProxyGarbageTest {
    private static final int ROUNDS = 20_000;
    private static final byte[] SOCKS = {
        5, 2, 0, 2, 1, 1, 'u', 1, 'p', 5, 1, 0, 3, 11, 'e', 'x', 'a', 'm', 'p', 'l', 'e', '.', 'o', 'r', 'g', 1, 2
    };
    private static final byte[] SOCKS4A = {
        4, 1, 1, 2, 0, 0, 0, 1, 'u', 0, 'e', 'x', 'a', 'm', 'p', 'l', 'e', '.', 'o', 'r', 'g', 0
    };
    private static final byte[] CONNECT =
            "CONNECT example.org:443 HTTP/1.1\r\nHost: a\r\nProxy-Authorization: Basic YTpi\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII);

    private static final byte[] POST =
            "POST http://example.org/ HTTP/1.1\r\nHost: a\r\nConnection: x\r\nContent-Length: 3\r\n\r\nabc"
                    .getBytes(StandardCharsets.US_ASCII);

    @ParameterizedTest
    @ValueSource(longs = {20_261_120L, 7L, 77L})
    void shouldSurviveMutatedRequests(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            boolean socks = random.nextBoolean();
            byte[] request = socks ? pick(SOCKS, SOCKS4A, random) : pick(CONNECT, POST, random);
            feed(socks ? new SocksSession() : new HttpSession(), mutate(request, random), random, seed);
        }
    }

    private static byte[] pick(byte[] one, byte[] other, Random random) {
        return random.nextBoolean() ? one : other;
    }

    private static byte[] mutate(byte[] from, Random random) {
        byte[] bytes = new byte[Math.max(1, from.length + random.nextInt(40) - 20)];
        System.arraycopy(from, 0, bytes, 0, Math.min(bytes.length, from.length));
        for (int i = random.nextInt(4); i > 0; i--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
        return bytes;
    }

    private static void feed(ProxySession session, byte[] bytes, Random random, long seed) {
        int consumed = 0;
        int arrived = 0;
        boolean ended = false;
        while (arrived < bytes.length && !ended) {
            arrived = Math.min(bytes.length, arrived + 1 + random.nextInt(12));
            Step step = session.feed(bytes, consumed, arrived - consumed);
            consumed += step.consumed();
            ended = step.request() != null || step.failure() != null;
            assertTrue(consumed <= arrived && step.reply().length < 1_024, "seed " + seed);
        }
        if (ended) {
            assertEquals(
                    0, session.feed(bytes, consumed, bytes.length - consumed).consumed(), "seed " + seed);
        }
    }
}
