package org.qgate.testnet.update;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.qgate.testnet.TestnetNode;

/** A program of the machine that knows a node's certificate and has a token. */
final class LocalDoor {
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final HttpClient client;
    private final String base;
    private final String token;

    /** Gets a token of a node. */
    LocalDoor(TestnetNode node, String name, String scope) throws GeneralSecurityException {
        Map<?, ?> local = (Map<?, ?>) node.json("node:status --json").get("local");
        token = (String) node.json("token:create --json " + name + " " + scope).get("token");
        base = "https://" + local.get("address");
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(null, new TrustManager[] {new Pin((String) local.get("fingerprint"))}, null);
        client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(tls)
                .build();
    }

    /** Asks; whatever is wrong with the connection throws. */
    HttpResponse<byte[]> get(String path) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + path))
                .header("Authorization", "Bearer " + token)
                .timeout(LONGEST)
                .build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", stop);
        }
    }

    /** Trusts one certificate, by its SHA-256. */
    private static final class Pin extends X509ExtendedTrustManager {
        private final byte[] expected;

        Pin(String fingerprint) {
            expected = HexFormat.of().parseHex(fingerprint.replace(":", ""));
        }

        private void check(X509Certificate[] chain) throws CertificateException {
            try {
                byte[] shown = MessageDigest.getInstance("SHA-256").digest(chain[0].getEncoded());
                if (!MessageDigest.isEqual(expected, shown)) {
                    throw new CertificateException("another certificate");
                }
            } catch (GeneralSecurityException failed) {
                throw new CertificateException(failed);
            }
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
            check(chain);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            check(chain);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            check(chain);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
            throw new CertificateException("no client is checked here");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            throw new CertificateException("no client is checked here");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            throw new CertificateException("no client is checked here");
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
