package org.qgate.crypto.internal;

import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.qgate.api.base.Clock;
import org.qgate.api.base.Health;
import org.qgate.api.base.HealthState;
import org.qgate.api.base.StateFolder;
import org.qgate.api.crypto.Crypto;
import org.qgate.api.error.QGateException;
import org.qgate.api.update.HandOver;
import org.qgate.api.update.StatelessPart;

/**
 * Offers the node's cryptography once the known answers came out right and the bedrock says so. It has no state to hand
 * over: keys of links and circuits are in the state of whoever uses them, and the random source's state never leaves.
 * Thread-safe.
 */
@Component(
        service = {},
        immediate = true)
public final class CryptoComponent implements StatelessPart {
    private static final String NAME = "org.qgate.crypto";
    private static final String SUBSYSTEM = "crypto";

    private final Health health;
    private final BundleContext bundle;
    private final Crypto provider;
    private final HandOver.Enrolment enrolment;
    private ServiceRegistration<Crypto> registration;

    /** Tests and probes the ciphers; a wrong answer refuses to start. */
    @Activate
    public CryptoComponent(
            @Reference StateFolder state,
            @Reference Clock clock,
            @Reference Health health,
            @Reference HandOver handOver,
            BundleContext bundle) {
        this.health = health;
        this.bundle = bundle;
        try {
            provider = CryptoProvider.tested(state, clock);
        } catch (QGateException failed) {
            health.failed(SUBSYSTEM, HealthState.ERROR, failed);
            throw failed;
        }
        enrolment = handOver.enrol(this);
    }

    @Deactivate
    void deactivate() {
        enrolment.close();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void begin() {
        commit();
    }

    /** Warms up: the first ciphers of a class loader are slow, and traffic would wait for them. */
    @Override
    public void prepare() {
        provider.status();
    }

    @Override
    public void commit() {
        registration = bundle.registerService(Crypto.class, provider, null);
        health.ok(SUBSYSTEM, "known answers right");
    }

    @Override
    public void leave() {
        if (registration != null) {
            registration.unregister();
            registration = null;
        }
    }

    @Override
    public void end() {
        if (registration != null) {
            leave();
            health.forget(SUBSYSTEM);
        }
    }
}
