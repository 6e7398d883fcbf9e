package org.qgate.local.internal.jetty;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Random;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.qgate.api.base.Clock;
import org.qgate.local.internal.certificate.CertificateShelf;
import org.qgate.local.internal.certificate.WebCertificate;
import org.qgate.sim.store.MemoryStore;

/** Certificates, and clients that trust one of them and check the name. */
final class TestCertificates {
    private TestCertificates() {}

    static WebCertificate made(long seed) {
        Random drawn = new Random(seed);
        Clock clock = new Clock() {
            @Override
            public long wallMs() {
                return System.currentTimeMillis();
            }

            @Override
            public long monoNs() {
                return System.nanoTime();
            }
        };
        MemoryStore store = new MemoryStore(clock);
        try {
            return new CertificateShelf(
                            () -> store.namespace("local").map("web"),
                            () -> (out, offset, length) -> {
                                byte[] bytes = new byte[length];
                                drawn.nextBytes(bytes);
                                System.arraycopy(bytes, 0, out, offset, length);
                            },
                            clock)
                    .current();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static SSLSocket connect(int port, WebCertificate trusted, String protocol)
            throws GeneralSecurityException, IOException {
        KeyStore trust = KeyStore.getInstance("PKCS12");
        trust.load(null, null);
        trust.setCertificateEntry("it", trusted.certificate());
        TrustManagerFactory managers = TrustManagerFactory.getInstance("PKIX");
        managers.init(trust);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", port);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setProtocols(new String[] {protocol});
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.setSoTimeout(30_000);
        try {
            socket.startHandshake();
        } catch (IOException refused) {
            socket.close();
            throw refused;
        }
        return socket;
    }
}
