package org.qgate.crypto.internal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.qgate.api.base.Clock;
import org.qgate.api.base.Health;
import org.qgate.api.base.HealthState;
import org.qgate.api.base.Scheduler;
import org.qgate.api.base.StateFolder;
import org.qgate.api.crypto.Crypto;
import org.qgate.api.error.QGateException;
import org.qgate.api.qrng.QuantumPool;
import org.qgate.api.update.HandOver;
import org.qgate.api.vault.Vault;
import org.qgate.crypto.internal.vault.Credentials;
import org.qgate.crypto.internal.vault.HomeFolders;

/**
 * Offers the node's cryptography and vault once the known answers came out right and the bedrock says so. Settings in,
 * services out. Thread-safe.
 */
@Component(
        service = {},
        immediate = true,
        configurationPid = "org.qgate.crypto")
public final class CryptoComponent implements CryptoPart.Office {
    private final Health health;
    private final BundleContext bundle;
    private final NodeCrypto crypto;
    private final VaultKeeper keeper;
    private final HandOver.Enrolment enrolment;
    private final List<ServiceRegistration<?>> registrations = new ArrayList<>();

    /** Tests and probes the ciphers; a wrong answer refuses to start. */
    @Activate
    public CryptoComponent(
            @Reference StateFolder state,
            @Reference Clock clock,
            @Reference Scheduler scheduler,
            @Reference Health health,
            @Reference HandOver handOver,
            BundleContext bundle,
            Map<String, Object> properties) {
        this.health = health;
        this.bundle = bundle;
        HomeFolders home = home(state, bundle);
        Credentials credentials = new Credentials(this::passphraseFile, System::getenv, home);
        try {
            crypto = new NodeCrypto(state, clock, scheduler, credentials, home, new ListenerBoard(bundle));
        } catch (QGateException failed) {
            health.failed(CryptoPart.SUBSYSTEM, HealthState.ERROR, failed);
            throw failed;
        }
        keeper = new VaultKeeper(crypto.vault(), credentials, System::getenv, scheduler, clock, health);
        configure(properties);
        enrolment = handOver.enrol(new CryptoPart(crypto, keeper, health, this));
    }

    private static HomeFolders home(StateFolder state, BundleContext bundle) {
        Stream<Path> launched = Stream.of("karaf.base", "karaf.data", "karaf.etc")
                .map(bundle::getProperty)
                .filter(Objects::nonNull)
                .map(Path::of);
        return new HomeFolders(Stream.concat(Stream.of(state.path()), launched).toList());
    }

    private Optional<Path> passphraseFile() {
        return keeper.settings().flatMap(CryptoSettings::passphrase);
    }

    /** What cannot be read changes nothing; at the start no vault is made or opened by guess then. */
    @Modified
    void configure(Map<String, Object> properties) {
        try {
            keeper.configure(CryptoSettings.from(properties));
            health.ok(CryptoPart.CONFIGURATION, "accepted");
        } catch (QGateException refused) {
            health.failed(CryptoPart.CONFIGURATION, HealthState.ERROR, refused);
        }
    }

    /** Where seeds for the random source come from; only the moment's is ever asked. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindPool(QuantumPool provider) {
        crypto.seeds().bind(provider);
    }

    void unbindPool(QuantumPool provider) {
        crypto.seeds().unbind(provider);
    }

    @Deactivate
    void deactivate() {
        enrolment.close();
    }

    @Override
    public void offer() {
        synchronized (registrations) {
            if (registrations.isEmpty()) {
                registrations.add(bundle.registerService(Vault.class, crypto.vault(), null));
                registrations.add(bundle.registerService(Crypto.class, crypto.provider(), null));
            }
        }
    }

    @Override
    public void withdraw() {
        synchronized (registrations) {
            registrations.forEach(ServiceRegistration::unregister);
            registrations.clear();
        }
    }
}
