package org.qgate.local.internal.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.qgate.api.error.LocalError;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.QrngError;
import org.qgate.api.local.HttpAnswer;
import org.qgate.api.local.HttpHandler;
import org.qgate.api.local.HttpRequest;
import org.qgate.local.internal.http.Admissions.Admission;

@Timeout(60)
class DispatcherTest {
    private static final Set<String> OWN = Set.of("127.0.0.1:8443", "localhost:8443");
    private static final long SHORT_MS = 50;
    private static final long LONG_MS = 30_000;

    private final Offices offices = new Offices();
    private boolean revoked;

    private record Handler(String path, String scope, Function<HttpRequest, HttpAnswer> answers)
            implements HttpHandler {
        @Override
        public HttpAnswer handle(HttpRequest request) {
            return answers.apply(request);
        }
    }

    private Handler handler(String path, Function<HttpRequest, HttpAnswer> answers) {
        return new Handler(path, "things", answers);
    }

    private static HttpAnswer say(String text) {
        return HttpAnswer.of(200, "text/plain", text.getBytes(StandardCharsets.UTF_8));
    }

    private Optional<Admission> admit(String token) {
        if (token.equals("closed")) {
            throw new QGateException(LocalError.NOT_READY, "no store");
        }
        return Optional.of(token).filter("good"::equals).map(known -> new Admission() {
            @Override
            public String user() {
                return "tester";
            }

            @Override
            public Set<String> scopes() {
                return Set.of("things");
            }

            @Override
            public boolean stands() {
                return !revoked;
            }
        });
    }

    private TestExchange serve(long patienceMs, TestExchange exchange) {
        try {
            new Dispatcher(offices, this::admit, patienceMs).serve(exchange, OWN);
        } catch (java.io.IOException impossible) {
            throw new AssertionError(impossible);
        }
        return exchange;
    }

    private TestExchange serve(TestExchange exchange) {
        return serve(SHORT_MS, exchange);
    }

    private static void assertRefused(int status, String code, TestExchange exchange) {
        assertEquals(status, exchange.status, exchange.text());
        assertEquals("application/json", exchange.type);
        assertTrue(exchange.text().startsWith("{\"code\":\"" + code + "\""), exchange.text());
    }

    @Test
    void shouldAnswerByTheLongestPath() {
        offices.enter(handler("/v1", request -> say("short")));
        offices.enter(handler("/v1/thing", request -> say("long " + request.path() + " " + request.user())));
        TestExchange exchange = new TestExchange();
        exchange.path = "/v1/thing/7";
        assertEquals("long /v1/thing/7 tester", serve(exchange).text());
        exchange = new TestExchange();
        exchange.path = "/v1/things";
        assertEquals("short", serve(exchange).text());
        assertEquals("no-store", exchange.headers.get("Cache-Control"));
    }

    @Test
    void shouldRefuseAForeignHostBeforeAnythingElse() {
        for (String host : new String[] {null, "evil.example", "evil.example:8443", "127.0.0.1", "127.0.0.1:80"}) {
            TestExchange exchange = new TestExchange();
            exchange.host = host;
            exchange.authorization = null;
            assertRefused(421, "QG-LOC-0008", serve(exchange));
        }
    }

    @Test
    void shouldTellWhoHasNoTokenNothingOfPaths() {
        offices.enter(handler("/v1/thing", request -> say("secret")));
        for (String path : List.of("/v1/thing", "/nowhere", "/../etc")) {
            for (String token : new String[] {null, "", "Basic good", "Bearer bad", "Bearer " + "x".repeat(9_000)}) {
                TestExchange exchange = new TestExchange();
                exchange.path = path;
                exchange.authorization = token;
                assertRefused(401, "QG-LOC-0001", serve(exchange));
            }
        }
    }

    @Test
    void shouldSayThatTokensCannotBeReadNow() {
        TestExchange exchange = new TestExchange();
        exchange.authorization = "Bearer closed";
        assertRefused(503, "QG-LOC-0006", serve(exchange));
        assertEquals("1", exchange.headers.get("Retry-After"));
    }

    @Test
    void shouldRefuseAnotherScope() {
        offices.enter(new Handler("/v1/thing", "others", request -> say("secret")));
        assertRefused(403, "QG-LOC-0001", serve(new TestExchange()));
    }

    @Test
    void shouldRefuseAPathWithTwoSpellings() {
        offices.enter(handler("/v1/thing", request -> say("x")));
        for (String path : List.of("/v1//thing", "/v1/../v1/thing", "/v1/%74hing", "/v1/./thing", "v1/thing", "*")) {
            TestExchange exchange = new TestExchange();
            exchange.path = path;
            assertRefused(400, "QG-LOC-0008", serve(exchange));
        }
    }

    @Test
    void shouldKnowMethodsAndBodies() {
        offices.enter(handler("/v1/thing", request -> say(request.method() + " " + request.body().length)));
        TestExchange post = new TestExchange();
        post.method = "POST";
        post.body = new byte[Dispatcher.LONGEST_BODY];
        assertEquals("POST 65536", serve(post).text());
        post = new TestExchange();
        post.method = "POST";
        post.body = new byte[Dispatcher.LONGEST_BODY + 1];
        assertRefused(413, "QG-LOC-0008", serve(post));
        TestExchange said = new TestExchange();
        said.method = "POST";
        said.bodyBytes = Long.MAX_VALUE;
        assertRefused(413, "QG-LOC-0008", serve(said));
        TestExchange put = new TestExchange();
        put.method = "PUT";
        assertRefused(405, "QG-LOC-0008", serve(put));
        TestExchange head = new TestExchange();
        head.method = "HEAD";
        assertEquals("", serve(head).text());
        assertEquals("GET 0".length(), head.totalBytes);
    }

    @Test
    void shouldReadTheFirstValueOfEachParameter() {
        offices.enter(handler(
                "/v1/thing",
                request -> say(request.query().get("a") + request.query().get("b c"))));
        TestExchange exchange = new TestExchange();
        exchange.query = "a=1&b+c=%C3%A9&a=2";
        assertEquals("1é", serve(exchange).text());
        for (String query : List.of("a=%zz", "a&".repeat(40))) {
            TestExchange bad = new TestExchange();
            bad.query = query;
            assertRefused(400, "QG-LOC-0008", serve(bad));
        }
    }

    @Test
    void shouldSayNotFoundForAPathThatNobodyHad() {
        assertRefused(404, "QG-LOC-0007", serve(LONG_MS, new TestExchange()));
    }

    @Test
    void shouldSayNotReadyForAPathThatSomebodyHad() {
        Handler gone = handler("/v1/thing", request -> say("x"));
        offices.enter(gone);
        offices.leave(gone);
        assertRefused(503, "QG-LOC-0006", serve(new TestExchange()));
        offices.expect("/v1/other", "things");
        TestExchange expected = new TestExchange();
        expected.path = "/v1/other";
        assertRefused(503, "QG-LOC-0006", serve(expected));
    }

    @Test
    void shouldWaitForTheNextOne() {
        Handler gone = handler("/v1/thing", request -> say("old"));
        offices.enter(gone);
        offices.leave(gone);
        CompletableFuture<TestExchange> waiting =
                CompletableFuture.supplyAsync(() -> serve(LONG_MS, new TestExchange()));
        offices.enter(handler("/v1/thing", request -> say("new")));
        assertEquals("new", waiting.join().text());
    }

    @Test
    void shouldAskTheNextOneWhenTheFirstLeavesAmidIt() {
        CountDownLatch asked = new CountDownLatch(1);
        offices.enter(handler("/v1/thing", request -> {
            asked.countDown();
            throw new QGateException(LocalError.NOT_READY, "leaving");
        }));
        CompletableFuture<TestExchange> waiting =
                CompletableFuture.supplyAsync(() -> serve(LONG_MS, new TestExchange()));
        await(asked);
        offices.enter(handler("/v1/thing", request -> say("new")));
        assertEquals("new", waiting.join().text());
    }

    @Test
    void shouldNotAskAgainWhoCannotAnswerNow() {
        List<String> asked = new ArrayList<>();
        offices.enter(handler("/v1/thing", request -> {
            asked.add(request.path());
            throw new QGateException(LocalError.NOT_READY, "not now");
        }));
        assertRefused(503, "QG-LOC-0006", serve(new TestExchange()));
        assertEquals(List.of("/v1/thing"), asked);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(30, TimeUnit.SECONDS));
        } catch (InterruptedException stop) {
            throw new AssertionError(stop);
        }
    }

    @Test
    void shouldAskEachPieceOfWhoeverIsThere() {
        List<String> asked = new ArrayList<>();
        Handler[] old = new Handler[1];
        old[0] = handler("/v1/thing", request -> {
            asked.add("old " + request.more().orElse("-"));
            offices.leave(old[0]);
            offices.enter(handler("/v1/thing", next -> {
                asked.add("new " + next.more().orElse("-"));
                boolean last = next.more().equals(Optional.of("3"));
                return piece("cd", -1, last ? Optional.empty() : Optional.of("3"));
            }));
            return piece("ab", 6, Optional.of("2"));
        });
        offices.enter(old[0]);
        TestExchange exchange = serve(new TestExchange());
        assertEquals(List.of("old -", "new 2", "new 3"), asked);
        assertEquals("abcdcd", exchange.text());
        assertEquals(6, exchange.totalBytes);
        assertTrue(exchange.ended);
        assertFalse(exchange.cut);
    }

    private static HttpAnswer piece(String text, long total, Optional<String> more) {
        return new HttpAnswer(200, "text/plain", Map.of(), total, text.getBytes(StandardCharsets.UTF_8), more);
    }

    @Test
    void shouldCutAnAnswerThatFailsAmidIt() {
        offices.enter(handler("/v1/thing", request -> {
            if (request.more().isPresent()) {
                throw new QGateException(QrngError.values()[0], "no more");
            }
            return piece("ab", -1, Optional.of("2"));
        }));
        TestExchange exchange = serve(new TestExchange());
        assertTrue(exchange.cut);
        assertFalse(exchange.ended);
    }

    @Test
    void shouldCutAnAnswerOfAnotherLengthThanSaid() {
        offices.enter(handler(
                "/v1/thing",
                request -> piece("abc", 5, request.more().isPresent() ? Optional.empty() : Optional.of("2"))));
        assertTrue(serve(new TestExchange()).cut);
    }

    @Test
    void shouldCutAnAnswerWhoseTokenIsRevokedAmidIt() {
        offices.enter(handler("/v1/thing", request -> {
            revoked = true;
            return piece("ab", -1, Optional.of("2"));
        }));
        TestExchange exchange = serve(new TestExchange());
        assertEquals("ab", exchange.text());
        assertTrue(exchange.cut);
    }

    @Test
    void shouldSayWhatTryingAgainCanDo() {
        offices.enter(handler("/v1/thing", request -> {
            throw new QGateException(LocalError.valueOf(request.query().get("code")), "why");
        }));
        Map<String, Integer> statuses =
                Map.of("NOT_FOUND", 404, "BAD_REQUEST", 400, "UNAUTHORISED", 403, "NOT_BOUND", 503, "NOT_READY", 503);
        statuses.forEach((code, status) -> {
            TestExchange exchange = new TestExchange();
            exchange.query = "code=" + code;
            assertRefused(status, LocalError.valueOf(code).id(), serve(exchange));
        });
    }

    @Test
    void shouldHideWhyAHandlerFailed() {
        offices.enter(handler("/v1/thing", request -> {
            throw new IllegalStateException("inner secret");
        }));
        TestExchange exchange = serve(new TestExchange());
        assertRefused(500, "QG-LOC-0009", exchange);
        assertFalse(exchange.text().contains("inner"));
    }

    @Test
    void shouldRefusePathsThatAreNone() {
        for (String path : List.of("", "/", "v1", "/v1/", "/v 1", "/a/../b")) {
            org.junit.jupiter.api.Assertions.assertThrows(
                    IllegalArgumentException.class, () -> offices.enter(handler(path, request -> say("x"))), path);
        }
    }
}
