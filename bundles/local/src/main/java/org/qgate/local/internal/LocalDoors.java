package org.qgate.local.internal;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.qgate.api.base.Clock;
import org.qgate.api.base.Current;
import org.qgate.api.base.Health;
import org.qgate.api.base.HealthState;
import org.qgate.api.base.Scheduler;
import org.qgate.api.base.StateFolder;
import org.qgate.api.crypto.Crypto;
import org.qgate.api.crypto.RandomSource;
import org.qgate.api.error.QGateException;
import org.qgate.api.local.ByteFeed;
import org.qgate.api.local.LocalStatus;
import org.qgate.api.store.Store;
import org.qgate.api.store.StoreMap;
import org.qgate.local.internal.certificate.CertificateShelf;
import org.qgate.local.internal.certificate.WebCertificate;
import org.qgate.local.internal.http.Dispatcher;
import org.qgate.local.internal.http.Door;
import org.qgate.local.internal.http.Offices;
import org.qgate.local.internal.token.TokenDesk;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Both doors and what they need. {@link #step} makes them what they should be and is called again and again, on one thread; so
 * whatever fails is tried anew. Neither is on the way of the node's start.
 */
final class LocalDoors implements LocalStatus.Teller {
    static final String NAMESPACE = "local";

    private static final Logger LOG = LoggerFactory.getLogger("org.qgate.local");
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final long SAVE_NS = 60_000_000_000L;
    private static final String SUBSYSTEM = "local.settings";

    /** What the doors stand on. */
    record Bedrock(Clock clock, Scheduler scheduler, StateFolder folder, Health health) {}

    /** Who may be replaced meanwhile. */
    record Providers(Current<Store> store, Current<Crypto> crypto, Current<ByteFeed> feed) {}

    /** Opens the web server; tests open none. */
    interface Web {
        Door open(org.qgate.api.net.Endpoint where, WebCertificate certificate, Dispatcher dispatcher)
                throws java.security.GeneralSecurityException, java.io.IOException;
    }

    private final Bedrock bedrock;
    private final Providers providers;
    private final Offices offices = new Offices();
    private final TokenDesk tokens;
    private final Dispatcher dispatcher;
    private final KnownPaths paths;
    private final WebDoor web;
    private final FifoDoor fifo;
    private volatile LocalSettings settings = new LocalSettings(Optional.empty(), Optional.empty());
    private volatile boolean locked;
    private long savedNs;

    LocalDoors(Bedrock bedrock, Providers providers, Web opener) {
        this.bedrock = bedrock;
        this.providers = providers;
        Supplier<RandomSource> random = () -> providers.crypto().await(PATIENCE).random();
        tokens = new TokenDesk(map("tokens"), random, bedrock.clock());
        dispatcher = new Dispatcher(offices, tokens);
        paths = new KnownPaths(map("paths"), offices);
        web = new WebDoor(
                new CertificateShelf(map("web"), random, bedrock.clock()),
                (where, certificate) -> opener.open(where, certificate, dispatcher),
                bedrock.folder(),
                bedrock.health());
        fifo = new FifoDoor(bedrock.scheduler(), () -> providers.feed().now(), bedrock.health());
        savedNs = bedrock.clock().monoNs();
    }

    private Supplier<StoreMap> map(String name) {
        return () -> providers.store().await(PATIENCE).namespace(NAMESPACE).map(name);
    }

    Offices offices() {
        return offices;
    }

    TokenDesk tokens() {
        return tokens;
    }

    /** Takes other settings; what is not allowed changes nothing and is said. */
    void configure(Map<String, ?> properties) {
        try {
            settings = LocalSettings.from(properties);
            bedrock.health().forget(SUBSYSTEM);
        } catch (QGateException refused) {
            LOG.error("{}", refused.getMessage());
            bedrock.health().failed(SUBSYSTEM, HealthState.ERROR, refused);
        }
    }

    /** The vault was locked or unlocked. */
    void locked(boolean now) {
        locked = now;
    }

    /** Makes both doors what they should be now. Blocking. */
    void step() {
        if (locked) {
            web.close();
            tokens.close();
        }
        fifo.step(settings.fifo());
        web.step(settings.https(), isReadable());
        save();
    }

    private boolean isReadable() {
        if (locked || providers.store().now().isEmpty()) {
            return false;
        }
        try {
            tokens.open();
            paths.step();
            return true;
        } catch (QGateException notNow) {
            LOG.debug("What programs may do is not readable yet", notNow);
            return false;
        }
    }

    /** When each token was used last, about once a minute. */
    private void save() {
        long nowNs = bedrock.clock().monoNs();
        if (nowNs - savedNs < SAVE_NS || locked || providers.store().now().isEmpty()) {
            return;
        }
        savedNs = nowNs;
        try {
            tokens.save();
        } catch (QGateException notNow) {
            LOG.debug("The use of tokens is noted later", notNow);
        }
    }

    void tend() {
        web.tend();
    }

    void close() {
        web.close();
        fifo.close();
        if (!locked && providers.store().now().isPresent()) {
            try {
                tokens.save();
            } catch (QGateException notNow) {
                LOG.debug("The last use of tokens was not noted", notNow);
            }
        }
        tokens.close();
    }

    @Override
    public LocalStatus status() {
        String reason = web.reason().isEmpty() || settings.https().isEmpty() ? fifo.reason() : web.reason();
        return new LocalStatus(
                web.address(),
                web.fingerprint(),
                web.endsWallMs(),
                fifo.path(),
                dispatcher.requests(),
                dispatcher.refused(),
                fifo.bytes(),
                reason);
    }
}
