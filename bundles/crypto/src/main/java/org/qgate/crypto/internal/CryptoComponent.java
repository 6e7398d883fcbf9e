package org.qgate.crypto.internal;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.qgate.api.base.Clock;
import org.qgate.api.base.Health;
import org.qgate.api.base.HealthState;
import org.qgate.api.base.StateFolder;
import org.qgate.api.crypto.Crypto;
import org.qgate.api.crypto.CryptoStatus;
import org.qgate.api.crypto.Hashes;
import org.qgate.api.crypto.HopHandshakes;
import org.qgate.api.crypto.Identity;
import org.qgate.api.crypto.LinkHandshakes;
import org.qgate.api.crypto.LinkSuite;
import org.qgate.api.crypto.RandomSource;
import org.qgate.api.crypto.Signatures;
import org.qgate.api.error.QGateException;
import org.qgate.crypto.internal.link.LinkLimits;

/** Registers the node's cryptography once the known answers came out right. Thread-safe. */
@Component(service = Crypto.class)
public final class CryptoComponent implements Crypto {
    private static final String SUBSYSTEM = "crypto";

    private final Health health;
    private final Crypto provider;

    /** Tests and probes the ciphers; a wrong answer refuses to start. */
    @Activate
    public CryptoComponent(@Reference StateFolder state, @Reference Clock clock, @Reference Health health) {
        this.health = health;
        try {
            SpeedProbe probe = SpeedProbe.atStart();
            SelfTest.run(probe.ciphers());
            OsRandom random = new OsRandom();
            provider = new CryptoProvider(random, state, clock, probe, LinkLimits.STANDARD);
            health.ok(SUBSYSTEM, "known answers right, random source " + random.algorithm());
        } catch (QGateException failed) {
            health.failed(SUBSYSTEM, HealthState.ERROR, failed);
            throw failed;
        }
    }

    @Deactivate
    void deactivate() {
        health.forget(SUBSYSTEM);
    }

    @Override
    public RandomSource random() {
        return provider.random();
    }

    @Override
    public Hashes hashes() {
        return provider.hashes();
    }

    @Override
    public Identity identity(String networkId) {
        return provider.identity(networkId);
    }

    @Override
    public Signatures signatures() {
        return provider.signatures();
    }

    @Override
    public LinkHandshakes links() {
        return provider.links();
    }

    @Override
    public HopHandshakes hops() {
        return provider.hops();
    }

    @Override
    public CryptoStatus status() {
        return provider.status();
    }

    @Override
    public LinkSuite recommendedSuite() {
        return provider.recommendedSuite();
    }
}
