package org.qgate.local.internal.http;

import java.io.IOException;
import java.security.GeneralSecurityException;
import org.qgate.api.net.Endpoint;
import org.qgate.local.internal.certificate.WebCertificate;

/** An open web server. Thread-safe. */
public interface Door extends AutoCloseable {
    /** Returns where it is. */
    Endpoint address();

    /** Cuts what keeps it waiting for too long; to be called once a second. */
    void tend();

    /** Goes on with another certificate. */
    void renew(WebCertificate certificate) throws GeneralSecurityException, IOException;

    /** Closes it with all its connections. */
    @Override
    void close();

    /** Opens one. */
    @FunctionalInterface
    interface Opener {
        /**
         * Opens one.
         *
         * @throws IOException when the address cannot be bound
         */
        Door open(Endpoint where, WebCertificate certificate) throws GeneralSecurityException, IOException;
    }
}
