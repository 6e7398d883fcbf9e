package org.qgate.local.internal.jetty;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.qgate.api.net.Endpoint;
import org.qgate.local.internal.certificate.WebCertificate;
import org.qgate.local.internal.http.Dispatcher;
import org.qgate.local.internal.http.Door;

/**
 * HTTPS on one loopback address by an embedded Jetty: TLS 1.3 and HTTP/1.1, one servlet, small bounds. The certificate's key is
 * in memory only.
 */
public final class WebServer implements Door {
    /** Connections at a time; further ones wait to be accepted. */
    private static final int MOST_CONNECTIONS = 64;

    private static final int MOST_THREADS = Dispatcher.MOST_AT_ONCE + 8;
    private static final int LEAST_THREADS = 2;
    private static final int IDLE_THREAD_MS = 30_000;
    private static final int LONGEST_HEADERS = 8 << 10;
    /** How long a reader may take nothing of an answer. */
    private static final long STUCK_MS = 30_000;

    private static final long STOP_MS = 500;

    private final Endpoint wanted;
    private final Deadlines deadlines;
    private final Server server;
    private final ServerConnector connector;
    private final SslContextFactory.Server tls;

    private WebServer(Endpoint wanted, WebCertificate certificate, Dispatcher dispatcher, Deadlines deadlines)
            throws GeneralSecurityException, IOException {
        this.wanted = wanted;
        this.deadlines = deadlines;
        QueuedThreadPool threads = new QueuedThreadPool(MOST_THREADS, LEAST_THREADS, IDLE_THREAD_MS);
        threads.setName("qgate-local-web");
        threads.setDaemon(true);
        server = new Server(threads);
        tls = tls(certificate);
        connector =
                new ServerConnector(server, null, null, null, 0, 1, new SslConnectionFactory(tls, "http/1.1"), http());
        connector.setHost(wanted.address().toString());
        connector.setPort(wanted.port());
        connector.setIdleTimeout(STUCK_MS);
        server.addConnector(connector);
        server.addBean(new NetworkConnectionLimit(MOST_CONNECTIONS, connector));
        server.setHandler(handler(dispatcher));
        server.setErrorHandler(new Unreadable());
        server.setStopTimeout(STOP_MS);
        server.setStopAtShutdown(false);
    }

    /**
     * Opens it.
     *
     * @throws IOException when the address cannot be bound
     */
    public static WebServer open(Endpoint wanted, WebCertificate certificate, Dispatcher dispatcher)
            throws GeneralSecurityException, IOException {
        return open(wanted, certificate, dispatcher, new Deadlines());
    }

    static WebServer open(Endpoint wanted, WebCertificate certificate, Dispatcher dispatcher, Deadlines deadlines)
            throws GeneralSecurityException, IOException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(Server.class.getClassLoader());
        try {
            WebServer made = new WebServer(wanted, certificate, dispatcher, deadlines);
            made.start();
            return made;
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private void start() throws IOException {
        try {
            server.start();
        } catch (Exception failed) {
            close();
            if (failed instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            throw failed instanceof IOException unbound ? unbound : new IOException(failed.toString(), failed);
        }
    }

    private static SslContextFactory.Server tls(WebCertificate certificate)
            throws GeneralSecurityException, IOException {
        SslContextFactory.Server tls = new SslContextFactory.Server();
        tls.setKeyStore(keys(certificate));
        tls.setKeyStorePassword("");
        tls.setIncludeProtocols("TLSv1.3");
        tls.setRenegotiationAllowed(false);
        tls.setSniRequired(false);
        return tls;
    }

    private static KeyStore keys(WebCertificate certificate) throws GeneralSecurityException, IOException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        keys.load(null, new char[0]);
        keys.setKeyEntry("local", certificate.key(), new char[0], new Certificate[] {certificate.certificate()});
        return keys;
    }

    private static HttpConnectionFactory http() {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setSendXPoweredBy(false);
        http.setRequestHeaderSize(LONGEST_HEADERS);
        http.setResponseHeaderSize(LONGEST_HEADERS);
        // An address has no name that TLS could tell: the Host header is looked at instead.
        http.addCustomizer(new SecureRequestCustomizer(false));
        return new HttpConnectionFactory(http);
    }

    private ServletContextHandler handler(Dispatcher dispatcher) {
        ServletContextHandler handler = new ServletContextHandler("/", false, false);
        handler.addServlet(new ServletHolder(new DispatchServlet(dispatcher, this::names, deadlines, this::cut)), "/*");
        return handler;
    }

    private void cut(String connection) {
        deadlines.cut(connection, connector.getConnectedEndPoints());
    }

    private Set<String> names() {
        String port = ":" + connector.getLocalPort();
        Set<String> names = new TreeSet<>(Set.of("127.0.0.1" + port, "localhost" + port, "[::1]" + port));
        names.add(address().toString());
        return names;
    }

    @Override
    public Endpoint address() {
        return new Endpoint(wanted.address(), Math.max(0, connector.getLocalPort()));
    }

    @Override
    public void tend() {
        deadlines.cutLate(connector.getConnectedEndPoints());
    }

    @Override
    public void renew(WebCertificate certificate) throws GeneralSecurityException, IOException {
        KeyStore keys = keys(certificate);
        try {
            tls.reload(factory -> factory.setKeyStore(keys));
        } catch (Exception failed) {
            throw new GeneralSecurityException("the new certificate cannot be used", failed);
        }
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception failed) {
            throw new IllegalStateException("the web server does not stop", failed);
        } finally {
            server.destroy();
        }
    }
}
