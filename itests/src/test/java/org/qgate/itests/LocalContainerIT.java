package org.qgate.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.editConfigurationFilePut;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Arrays;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.inject.Inject;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceRegistration;
import org.qgate.api.base.StateFolder;
import org.qgate.api.local.ByteFeed;
import org.qgate.api.local.HttpAnswer;
import org.qgate.api.local.HttpHandler;
import org.qgate.api.local.LocalStatus;
import org.qgate.api.local.Tokens;

/** What a program of this machine meets at a booted node: HTTPS with tokens, a named pipe, both over replacements. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class LocalContainerIT {
    private static final String NAME = "tester";

    @Inject
    private BundleContext context;

    @Inject
    private Tokens tokens;

    @Inject
    private LocalStatus.Teller teller;

    @Inject
    private StateFolder state;

    private String token;
    private HttpClient client;

    @Configuration
    public Option[] configuration() throws IOException {
        Path folder = Files.createDirectories(
                Path.of("target/exam-fifo", UUID.randomUUID().toString()).toAbsolutePath());
        Option fifo = editConfigurationFilePut(
                "etc/org.qgate.local.cfg", "fifo", folder.resolve("random").toString());
        return Stream.concat(Arrays.stream(Distribution.options()), Stream.of(fifo))
                .toArray(Option[]::new);
    }

    @Before
    public void open() throws Exception {
        until(() -> !teller.status().address().isEmpty(), "HTTPS is not open: " + teller.status());
        token = tokens.create("test", NAME, Set.of("test"), 0);
        client = HttpClient.newBuilder().sslContext(trusting(certificate())).build();
    }

    @After
    public void close() {
        if (tokens.list().stream().anyMatch(each -> each.name().equals(NAME))) {
            tokens.revoke("test", NAME);
        }
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void until(Condition condition, String otherwise) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.holds()) {
            assertTrue(otherwise, System.nanoTime() < deadline);
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private X509Certificate certificate() throws Exception {
        byte[] pem = state.read("local/certificate.pem").orElseThrow();
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(pem));
    }

    private static SSLContext trusting(X509Certificate certificate) throws Exception {
        KeyStore trust = KeyStore.getInstance("PKCS12");
        trust.load(null, null);
        trust.setCertificateEntry("node", certificate);
        TrustManagerFactory managers = TrustManagerFactory.getInstance("PKIX");
        managers.init(trust);
        SSLContext tls = SSLContext.getInstance("TLSv1.3");
        tls.init(null, managers.getTrustManagers(), null);
        return tls;
    }

    private HttpRequest request(String path) {
        return HttpRequest.newBuilder(URI.create("https://" + teller.status().address() + path))
                .header("Authorization", "Bearer " + token)
                .timeout(Duration.ofSeconds(20))
                .build();
    }

    private HttpResponse<String> ask(String path) throws Exception {
        return client.send(request(path), HttpResponse.BodyHandlers.ofString());
    }

    private ServiceRegistration<?> offer(String path, String scope, String says) {
        HttpHandler handler = new HttpHandler() {
            @Override
            public String path() {
                return path;
            }

            @Override
            public String scope() {
                return scope;
            }

            @Override
            public HttpAnswer handle(org.qgate.api.local.HttpRequest request) {
                return HttpAnswer.of(200, "text/plain", says.getBytes(StandardCharsets.UTF_8));
            }
        };
        return context.registerService(HttpHandler.class, handler, null);
    }

    @Test(timeout = 60_000)
    public void shouldShowTheCertificateThatTheStatusTells() throws Exception {
        byte[] digest =
                MessageDigest.getInstance("SHA-256").digest(certificate().getEncoded());
        assertEquals(HexFormat.of().formatHex(digest), teller.status().fingerprint());
        assertEquals(404, ask("/nowhere").statusCode()); // the client would refuse any other certificate
        assertEquals("127.0.0.1", teller.status().address().replaceAll(":[0-9]+$", ""));
    }

    @Test(timeout = 60_000)
    public void shouldAskForATokenOfTheScopeThatStands() throws Exception {
        ServiceRegistration<?> open = offer("/it/open", "test", "in");
        ServiceRegistration<?> other = offer("/it/other", "other", "in");
        try {
            assertEquals("in", ask("/it/open").body());
            assertEquals(403, ask("/it/other").statusCode());
            String good = token;
            token = good.substring(0, good.length() - 2) + "xx";
            assertEquals(401, ask("/it/open").statusCode());
            token = good;
            tokens.revoke("test", NAME);
            assertEquals(401, ask("/it/open").statusCode());
        } finally {
            open.unregister();
            other.unregister();
        }
    }

    @Test(timeout = 60_000)
    public void shouldServeCurlByAddressAndNameAndNoOtherHost() throws Exception {
        ServiceRegistration<?> open = offer("/it/open", "test", "in");
        try {
            String port = teller.status().address().replaceAll(".*:", "");
            assertEquals("200", curl("https://127.0.0.1:" + port + "/it/open"));
            assertEquals("200", curl("https://localhost:" + port + "/it/open"));
            assertEquals("421", curl("https://127.0.0.1:" + port + "/it/open", "-H", "Host: evil.example:" + port));
            assertEquals("000", curl("http://127.0.0.1:" + port + "/it/open"));
        } finally {
            open.unregister();
        }
    }

    private String curl(String url, String... more) throws Exception {
        Path header = Files.createTempFile("curl", ".txt"); // a token does not belong into a list of processes
        try {
            Files.writeString(header, "Authorization: Bearer " + token);
            String[] fixed = {
                "curl",
                "-s",
                "-o",
                "/dev/null",
                "-w",
                "%{http_code}",
                "--max-time",
                "20",
                "-4",
                "--cacert",
                state.path().resolve("local/certificate.pem").toString(),
                "-H",
                "@" + header,
                url
            };
            Process curl = new ProcessBuilder(Stream.concat(Arrays.stream(fixed), Arrays.stream(more))
                            .toList())
                    .start();
            return new String(curl.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        } finally {
            Files.delete(header);
        }
    }

    @Test(timeout = 60_000)
    public void shouldWaitForAHandlerThatIsReplaced() throws Exception {
        offer("/it/swapped", "test", "old").unregister();
        CompletableFuture<HttpResponse<String>> waiting =
                client.sendAsync(request("/it/swapped"), HttpResponse.BodyHandlers.ofString());
        TimeUnit.MILLISECONDS.sleep(300);
        assertTrue("it did not wait", !waiting.isDone());
        ServiceRegistration<?> next = offer("/it/swapped", "test", "new");
        assertEquals("new", waiting.get(10, TimeUnit.SECONDS).body());
        next.unregister();
        HttpResponse<String> late = ask("/it/swapped");
        assertEquals(503, late.statusCode());
        assertTrue(late.body(), late.body().startsWith("{\"code\":\"QG-LOC-0006\""));
    }

    @Test(timeout = 60_000)
    public void shouldLetReadersOfThePipeSeeNoEndOverReplacements() throws Exception {
        AtomicInteger counter = new AtomicInteger();
        until(() -> !teller.status().fifo().isEmpty(), "the pipe is not open: " + teller.status());
        try (InputStream in = Files.newInputStream(Path.of(teller.status().fifo()))) {
            int expected = 0;
            for (int turn = 0; turn < 3; turn++) {
                ServiceRegistration<?> feed = context.registerService(
                        ByteFeed.class, (ByteFeed) (most, atMostMs) -> counted(counter, most), first());
                expected = readCounted(in, expected, 100_000);
                feed.unregister();
            }
        }
    }

    /** Before the node's own, which has nothing to give here. */
    private static Dictionary<String, Object> first() {
        return new Hashtable<>(Map.of(Constants.SERVICE_RANKING, 1));
    }

    private static byte[] counted(AtomicInteger counter, int most) {
        byte[] bytes = new byte[most];
        for (int i = 0; i < most; i++) {
            bytes[i] = (byte) counter.getAndIncrement();
        }
        return bytes;
    }

    private static int readCounted(InputStream in, int from, int length) throws IOException {
        byte[] read = in.readNBytes(length);
        assertEquals("the pipe ended", length, read.length);
        for (int i = 0; i < length; i++) {
            assertEquals("byte " + (from + i), (byte) (from + i), read[i]);
        }
        return from + length;
    }
}
