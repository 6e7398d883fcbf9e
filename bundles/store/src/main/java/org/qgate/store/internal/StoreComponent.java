package org.qgate.store.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
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
import org.qgate.api.base.AuditQueue;
import org.qgate.api.base.Clock;
import org.qgate.api.base.Current;
import org.qgate.api.base.CurrentFactory;
import org.qgate.api.base.Health;
import org.qgate.api.base.Scheduler;
import org.qgate.api.base.StateFolder;
import org.qgate.api.base.Workers;
import org.qgate.api.crypto.Crypto;
import org.qgate.api.error.QGateException;
import org.qgate.api.store.Storage;
import org.qgate.api.store.Store;
import org.qgate.api.store.StoreEngine;
import org.qgate.api.update.HandOver;
import org.qgate.api.update.UpdateHistory;
import org.qgate.api.vault.Vault;
import org.qgate.api.vault.VaultListener;
import org.qgate.api.vault.VaultState;

/** Offers the node's store as a service while the vault is unlocked; {@link StoreKeeper} decides. Thread-safe. */
@Component(
        service = VaultListener.class,
        configurationPid = "org.qgate.store",
        configurationPolicy = ConfigurationPolicy.OPTIONAL,
        immediate = true)
public final class StoreComponent implements VaultListener, StorePart.Office, StoreKeeper.Door {
    private static final String FOLDER = "store";
    private static final int MOST_TASKS = 64;
    private static final long TEND_MS = 1_000;

    private final Current<Vault> vault;
    private final Current<Crypto> crypto;
    private final Scheduler scheduler;
    private final HandOver handOver;
    private final BundleContext bundle;
    private final Workers workers;
    private final StoreKeeper keeper;
    private final List<StoreEngine> engines = new CopyOnWriteArrayList<>(List.of(new LocalEngine()));
    private volatile Map<String, Object> properties;
    private volatile StorageSettings settings;
    private HandOver.Enrolment enrolment;
    private ServiceRegistration<Store> offered;
    private final List<AutoCloseable> untilLeft = new ArrayList<>();

    /** Takes the bedrock; {@link #start} follows once the cells can be bound. */
    @Activate
    public StoreComponent(
            @Reference CurrentFactory current,
            @Reference StateFolder state,
            @Reference Health health,
            @Reference Clock clock,
            @Reference Scheduler scheduler,
            @Reference HandOver handOver,
            @Reference AuditQueue audit,
            @Reference UpdateHistory updates,
            BundleContext bundle,
            Map<String, Object> properties) {
        this.scheduler = scheduler;
        this.handOver = handOver;
        this.bundle = bundle;
        this.properties = properties;
        settings = StorageSettings.from(properties);
        vault = current.cell(Vault.class);
        crypto = current.cell(Crypto.class);
        workers = scheduler.workers("store", 1, MOST_TASKS);
        keeper = new StoreKeeper(
                new StoreKeeper.Around(
                        state.path().resolve(FOLDER),
                        clock,
                        health,
                        workers,
                        vault,
                        () -> crypto.await(Tending.PATIENCE).random(),
                        new NodeHistory(audit, updates, clock),
                        this::engine,
                        this),
                () -> settings);
    }

    @Activate
    void start() {
        enrolment = handOver.enrol(new StorePart(this));
    }

    @Deactivate
    void stop() {
        enrolment.close();
    }

    @Modified
    void configure(Map<String, Object> changed) {
        StorageSettings before = settings;
        settings = StorageSettings.from(changed);
        properties = changed;
        if (!settings.equals(before)) {
            keeper.reopen();
        }
    }

    private Optional<StoreEngine> engine(String name) {
        return engines.stream()
                .filter(each -> each.capabilities().engine().equals(name))
                .findFirst();
    }

    // ---- the office

    @Override
    public void checkSettings() {
        StorageSettings.from(properties);
    }

    @Override
    public synchronized void take() {
        ServiceRegistration<Storage> storage = bundle.registerService(Storage.class, keeper, null);
        untilLeft.add(storage::unregister);
        untilLeft.add(scheduler.schedule("store-upkeep", TEND_MS, TEND_MS, keeper::tend));
        keeper.takeOffice();
    }

    @Override
    public synchronized void leave() {
        keeper.leaveOffice();
        untilLeft.forEach(StoreComponent::close);
        untilLeft.clear();
    }

    private static void close(AutoCloseable each) {
        try {
            each.close();
        } catch (QGateException failed) {
            throw failed;
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    @Override
    public void close() {
        keeper.tendLast();
        leave();
        workers.close();
    }

    // ---- the door; its keeper sees to it that one call follows the other

    @Override
    public void offer(Store store) {
        offered = bundle.registerService(Store.class, store, null);
    }

    @Override
    public void withdraw() {
        if (offered != null) {
            offered.unregister();
            offered = null;
        }
    }

    // ---- what comes and goes

    @Override
    public void vaultChanged(VaultState now) {
        keeper.changed();
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindVault(Vault provider) {
        vault.set(provider);
        keeper.changed();
    }

    void unbindVault(Vault provider) {
        vault.clear(provider);
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindCrypto(Crypto provider) {
        crypto.set(provider);
        keeper.changed();
    }

    void unbindCrypto(Crypto provider) {
        crypto.clear(provider);
    }

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindEngine(StoreEngine engine) {
        engines.add(engine);
        keeper.changed();
    }

    void unbindEngine(StoreEngine engine) {
        engines.remove(engine);
        if (settings.engine().equals(engine.capabilities().engine())) {
            keeper.reopen();
        }
    }
}
