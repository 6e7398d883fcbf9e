package org.qgate.local.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.qgate.api.base.Clock;
import org.qgate.api.base.Current;
import org.qgate.api.base.CurrentFactory;
import org.qgate.api.base.Health;
import org.qgate.api.base.Scheduler;
import org.qgate.api.base.StateFolder;
import org.qgate.api.base.Workers;
import org.qgate.api.crypto.Crypto;
import org.qgate.api.local.ByteFeed;
import org.qgate.api.local.HttpHandler;
import org.qgate.api.local.LocalStatus;
import org.qgate.api.local.Tokens;
import org.qgate.api.store.Store;
import org.qgate.api.vault.VaultListener;
import org.qgate.api.vault.VaultState;
import org.qgate.local.internal.jetty.WebServer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the doors what comes and goes; everything is decided in {@link LocalDoors}. Thread-safe. */
@Component(
        service = VaultListener.class,
        configurationPid = "org.qgate.local",
        configurationPolicy = ConfigurationPolicy.OPTIONAL,
        immediate = true)
public final class LocalComponent implements VaultListener {
    private static final Logger LOG = LoggerFactory.getLogger("org.qgate.local");
    private static final long STEP_MS = 2_000;
    private static final long TEND_MS = 1_000;

    private final LocalDoors.Providers providers;
    private final LocalDoors doors;
    private final Workers steps;
    private final List<AutoCloseable> timers = new ArrayList<>();
    private final List<ServiceRegistration<?>> offered = new ArrayList<>();

    /** Takes the bedrock. */
    @Activate
    public LocalComponent(
            @Reference Clock clock,
            @Reference Scheduler scheduler,
            @Reference StateFolder folder,
            @Reference Health health,
            @Reference CurrentFactory current,
            BundleContext bundle,
            Map<String, Object> properties) {
        Current<Store> store = current.cell(Store.class);
        Current<Crypto> crypto = current.cell(Crypto.class);
        Current<ByteFeed> feed = current.cell(ByteFeed.class);
        providers = new LocalDoors.Providers(store, crypto, feed);
        doors = new LocalDoors(new LocalDoors.Bedrock(clock, scheduler, folder, health), providers, WebServer::open);
        doors.configure(properties);
        steps = scheduler.workers("local", 1, 16);
        timers.add(scheduler.schedule("local-step", STEP_MS, STEP_MS, this::step));
        timers.add(scheduler.schedule("local-tend", TEND_MS, TEND_MS, doors::tend));
        offered.add(bundle.registerService(Tokens.class, doors.tokens(), null));
        offered.add(bundle.registerService(LocalStatus.Teller.class, doors, null));
    }

    @Deactivate
    void stop() throws Exception {
        offered.forEach(ServiceRegistration::unregister);
        for (AutoCloseable timer : timers) {
            timer.close();
        }
        steps.close();
        doors.close();
    }

    private void step() {
        if (steps.queued() == 0) {
            steps.offer(doors::step);
        }
    }

    @Modified
    void configure(Map<String, Object> changed) {
        doors.configure(changed);
        step();
    }

    @Override
    public void vaultChanged(VaultState now) {
        doors.locked(now != VaultState.UNLOCKED);
        steps.offer(doors::step);
    }

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindHandler(HttpHandler provider) {
        try {
            doors.offices().enter(provider);
        } catch (IllegalArgumentException refused) {
            LOG.error("{} answers nothing: {}", provider.getClass().getName(), refused.getMessage());
        }
    }

    void unbindHandler(HttpHandler provider) {
        doors.offices().leave(provider);
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindStore(Store provider) {
        providers.store().set(provider);
    }

    void unbindStore(Store provider) {
        providers.store().clear(provider);
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindCrypto(Crypto provider) {
        providers.crypto().set(provider);
    }

    void unbindCrypto(Crypto provider) {
        providers.crypto().clear(provider);
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindFeed(ByteFeed provider) {
        providers.feed().set(provider);
    }

    void unbindFeed(ByteFeed provider) {
        providers.feed().clear(provider);
    }
}
