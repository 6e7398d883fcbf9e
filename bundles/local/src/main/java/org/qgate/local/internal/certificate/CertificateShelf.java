package org.qgate.local.internal.certificate;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.function.Supplier;
import org.qgate.api.base.Clock;
import org.qgate.api.crypto.RandomSource;
import org.qgate.api.store.StoreMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the certificate with its key in the store, sealed: so there is none while the vault is locked, and nothing of the key
 * on disk in the clear. Blocking; one thread at a time.
 */
public final class CertificateShelf {
    private static final Logger LOG = LoggerFactory.getLogger("org.qgate.local");
    private static final byte[] KEY = "certificate".getBytes(US_ASCII);
    private static final long RENEW_MS = 30L * 24 * 3_600 * 1_000;

    private final Supplier<StoreMap> map;
    private final Supplier<RandomSource> random;
    private final Clock clock;

    /** Makes one. */
    public CertificateShelf(Supplier<StoreMap> map, Supplier<RandomSource> random, Clock clock) {
        this.map = map;
        this.random = random;
        this.clock = clock;
    }

    /** Returns the certificate that is kept, or makes and keeps one when there is none that lasts. */
    public WebCertificate current() throws GeneralSecurityException {
        Optional<WebCertificate> kept = map.get().get(KEY).flatMap(this::read).filter(each -> !isDue(each));
        return kept.isPresent() ? kept.get() : renewed();
    }

    /** Whether it ends within 30 days, or the clock stands before its beginning. */
    public boolean isDue(WebCertificate certificate) {
        long now = clock.wallMs();
        return certificate.endsWallMs() - RENEW_MS <= now
                || certificate.certificate().getNotBefore().getTime() > now;
    }

    /** One that cannot be read is replaced: programs have to trust the next one anew, which is said. */
    private Optional<WebCertificate> read(byte[] kept) {
        try {
            return Optional.of(WebCertificate.of(kept));
        } catch (GeneralSecurityException damaged) {
            LOG.warn("The certificate for HTTPS cannot be read and is made anew", damaged);
            return Optional.empty();
        }
    }

    private WebCertificate renewed() throws GeneralSecurityException {
        WebCertificate made = new CertificateMaker(random.get()).make(clock.wallMs());
        map.get().put(KEY, made.kept());
        LOG.info("A certificate for HTTPS was made, SHA-256 {}", made.fingerprint());
        return made;
    }
}
