package org.qgate.local.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Optional;
import org.qgate.api.base.Health;
import org.qgate.api.base.HealthState;
import org.qgate.api.base.StateFolder;
import org.qgate.api.error.LocalError;
import org.qgate.api.error.QGateException;
import org.qgate.api.net.Endpoint;
import org.qgate.local.internal.certificate.CertificateShelf;
import org.qgate.local.internal.certificate.WebCertificate;
import org.qgate.local.internal.http.Door;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens and closes the web server as settings and vault allow, tries again where the address is taken, renews the certificate.
 * Steps on one thread; what it tells may be asked from any.
 */
final class WebDoor {
    /** The certificate alone, for programs that shall trust it; no secret. */
    static final String CERTIFICATE = "local/certificate.pem";

    private static final Logger LOG = LoggerFactory.getLogger("org.qgate.local");
    private static final String SUBSYSTEM = "local.https";

    private final CertificateShelf shelf;
    private final Door.Opener opener;
    private final StateFolder folder;
    private final Health health;
    private volatile Open open;
    private volatile String reason = "";

    /** What is open. */
    private record Open(Endpoint wanted, Door door, WebCertificate certificate, String fingerprint) {}

    WebDoor(CertificateShelf shelf, Door.Opener opener, StateFolder folder, Health health) {
        this.shelf = shelf;
        this.opener = opener;
        this.folder = folder;
        this.health = health;
    }

    /**
     * Does what there is to do.
     *
     * @param wanted empty: nobody shall get in
     * @param readable whether what the node keeps can be read
     */
    void step(Optional<Endpoint> wanted, boolean readable) {
        Open now = open;
        if (now != null && !wanted.equals(Optional.of(now.wanted()))) {
            close();
        }
        if (wanted.isEmpty()) {
            reason = "";
            health.forget(SUBSYSTEM);
        } else if (open != null) {
            renewIfDue(readable);
        } else if (readable) {
            open(wanted.get());
        } else {
            reason = "it waits for the vault";
        }
    }

    private void open(Endpoint wanted) {
        try {
            WebCertificate certificate = shelf.current();
            publish(certificate);
            Door door = opener.open(wanted, certificate);
            open = new Open(wanted, door, certificate, certificate.fingerprint());
            reason = "";
            health.ok(SUBSYSTEM, "https://" + door.address());
            LOG.info("Programs of this machine get in at https://{}", door.address());
        } catch (IOException unbound) {
            if (Thread.currentThread().isInterrupted()) {
                return; // the node stops amid it
            }
            failed(new QGateException(LocalError.NOT_BOUND, wanted + ": " + unbound.getMessage(), unbound));
        } catch (GeneralSecurityException unusable) {
            failed(new QGateException(LocalError.NOT_BOUND, "no certificate: " + unusable.getMessage(), unusable));
        } catch (QGateException notNow) {
            reason = notNow.getMessage(); // the store went meanwhile; the next step tries again
        }
    }

    private void publish(WebCertificate certificate) throws GeneralSecurityException {
        byte[] pem = certificate.pem().getBytes(StandardCharsets.US_ASCII);
        if (!folder.read(CERTIFICATE)
                .filter(kept -> java.util.Arrays.equals(kept, pem))
                .isPresent()) {
            folder.write(CERTIFICATE, pem);
        }
    }

    private void renewIfDue(boolean readable) {
        Open now = open;
        if (!readable || !shelf.isDue(now.certificate())) {
            return;
        }
        try {
            WebCertificate next = shelf.current();
            now.door().renew(next);
            publish(next);
            open = new Open(now.wanted(), now.door(), next, next.fingerprint());
        } catch (IOException | GeneralSecurityException unusable) {
            failed(new QGateException(LocalError.NOT_BOUND, "no new certificate: " + unusable.getMessage(), unusable));
        } catch (QGateException notNow) {
            LOG.debug("The certificate is renewed later", notNow);
        }
    }

    /** Says it once, not at each turn. */
    private void failed(QGateException failure) {
        if (!failure.getMessage().equals(reason)) {
            LOG.warn("HTTPS for programs of this machine: {}", failure.getMessage());
        }
        reason = failure.getMessage();
        health.failed(SUBSYSTEM, HealthState.ERROR, failure);
    }

    /** Cuts connections that keep the server waiting. */
    void tend() {
        Open now = open;
        if (now != null) {
            now.door().tend();
        }
    }

    void close() {
        Open now = open;
        open = null;
        if (now != null) {
            health.forget(SUBSYSTEM);
            now.door().close();
        }
    }

    String address() {
        Open now = open;
        return now == null ? "" : now.door().address().toString();
    }

    String fingerprint() {
        Open now = open;
        return now == null ? "" : now.fingerprint();
    }

    long endsWallMs() {
        Open now = open;
        return now == null ? 0 : now.certificate().endsWallMs();
    }

    /** Why it is not open although it should be; empty when all is well. */
    String reason() {
        return reason;
    }
}
