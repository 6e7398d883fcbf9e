package org.qgate.services.internal;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.qgate.api.base.Audit;
import org.qgate.api.base.Clock;
import org.qgate.api.base.Current;
import org.qgate.api.base.CurrentFactory;
import org.qgate.api.base.Health;
import org.qgate.api.base.Scheduler;
import org.qgate.api.base.StateFolder;
import org.qgate.api.base.Workers;
import org.qgate.api.extender.Extenders;
import org.qgate.api.store.Store;
import org.qgate.api.update.HandOver;
import org.qgate.api.vault.VaultListener;
import org.qgate.api.vault.VaultState;
import org.qgate.gate.Admissions;
import org.qgate.gate.Hosting;
import org.qgate.gate.HostingListener;
import org.qgate.gate.InstanceStatus;
import org.qgate.services.internal.core.Desk;
import org.qgate.services.internal.core.ExtenderData;
import org.qgate.services.internal.core.Office;
import org.qgate.services.internal.core.World;
import org.qgate.services.internal.parcel.QsxInspector;
import org.qgate.services.internal.parcel.Shelf;
import org.qgate.services.internal.record.Ledger;
import org.qgate.services.internal.trust.Offers;
import org.qgate.services.internal.trust.Publishers;
import org.qgate.services.internal.trust.Signatures;

/** Offers {@link Extenders} while this version is in office; {@link Office} decides. Thread-safe. */
@Component(
        service = {VaultListener.class, HostingListener.class},
        immediate = true)
public final class ServicesComponent implements VaultListener, HostingListener, ServicesPart.Office {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final long TICK_MS = 1_000;
    /** The bundle of the version before has stopped by then, whether somebody says so or not. */
    private static final long SETTLE_MS = 10_000;
    /** Whose packages are trusted without being asked: beside the release key, signed with the distribution. */
    private static final String FIRST_PARTY = "release/publisher-key.json";

    /** Where operators put what publishers offer; need not exist. */
    private static final String OFFERS = "offers";

    private final Scheduler scheduler;
    private final HandOver handOver;
    private final BundleContext bundle;
    private final Current<Store> store;
    private final Workers steps;
    private final Workers workers;
    private final Workers drains;
    private final Supplier<Suite> made;
    private volatile Suite office;
    private volatile boolean left;
    private volatile boolean locked;
    private volatile boolean taken;
    private HandOver.Enrolment enrolment;
    private final List<AutoCloseable> untilLeft = new ArrayList<>();

    /** Takes the bedrock; {@link #start} follows once the cells can be bound. */
    @Activate
    public ServicesComponent(
            @Reference CurrentFactory current,
            @Reference StateFolder state,
            @Reference Health health,
            @Reference Audit audit,
            @Reference Clock clock,
            @Reference Scheduler scheduler,
            @Reference HandOver handOver,
            @Reference Hosting hosting,
            @Reference Admissions admissions,
            BundleContext bundle) {
        this.scheduler = scheduler;
        this.handOver = handOver;
        this.bundle = bundle;
        store = current.cell(Store.class);
        steps = scheduler.workers("services-steps", 1, 16);
        workers = scheduler.workers("services", 4, 64);
        drains = scheduler.workers("services-drains", 4, 64);
        this.made = () -> make(state, health, audit, clock, hosting, admissions);
        office = made.get();
    }

    /** An office with its desk and its door. */
    private record Suite(Office office, Desk desk, Opening opening) {}

    private Suite make(
            StateFolder state, Health health, Audit audit, Clock clock, Hosting hosting, Admissions admissions) {
        Ledger ledger = new Ledger(() -> store.await(PATIENCE).namespace(Ledger.NAMESPACE));
        Signatures signatures = new Signatures();
        Publishers publishers = new Publishers(ledger, clock, signatures);
        Office made = new Office(new World(
                ledger,
                new Shelf(state),
                new QsxInspector(signatures),
                publishers,
                new Offers(Path.of(bundle.getProperty("karaf.base")).resolve(OFFERS), publishers),
                new FrameworkBundles(bundle),
                () -> hosting,
                () -> admissions,
                new ExtenderData(() -> store.await(PATIENCE)),
                clock,
                health,
                audit,
                workers,
                drains));
        Path home = Path.of(bundle.getProperty("karaf.home"));
        BooleanSupplier open = () -> store.now().isPresent();
        return new Suite(made, new Desk(made), new Opening(made, health, open, home.resolve(FIRST_PARTY)));
    }

    @Activate
    void start() {
        enrolment = handOver.enrol(new ServicesPart(this));
    }

    @Deactivate
    void stop() {
        enrolment.close();
    }

    // ---- the part's office

    @Override
    public synchronized void take(boolean alone) {
        ServiceRegistration<Extenders> offered = bundle.registerService(Extenders.class, office.desk(), null);
        untilLeft.add(offered::unregister);
        untilLeft.add(scheduler.schedule("services-watch", TICK_MS, TICK_MS, this::tick));
        if (alone) {
            settled();
        } else {
            untilLeft.add(scheduler.schedule("services-settle", SETTLE_MS, 0, this::settled));
        }
    }

    @Override
    public synchronized void withdraw() {
        untilLeft.forEach(ServicesComponent::close);
        untilLeft.clear();
    }

    @Override
    public synchronized void renew() {
        if (left) {
            left = false;
            office = made.get();
        }
    }

    /** From here on nobody else touches the gate. */
    @Override
    public void settled() {
        taken = !left;
        settle();
    }

    private void settle() {
        if (taken) {
            steps.offer(() -> office.opening().settle(locked));
        }
    }

    private void tick() {
        settle();
        steps.offer(() -> office.office().tick());
    }

    @Override
    public synchronized void leave() {
        taken = false;
        left = true;
        office.office().leave();
        withdraw();
    }

    private static void close(AutoCloseable each) {
        try {
            each.close();
        } catch (RuntimeException failed) {
            throw failed;
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    @Override
    public void close() {
        if (taken) { // the node ends: nothing of an extender is left in the framework's cache
            office.office().close("the node stops");
        }
        leave();
        steps.close();
        workers.close();
        drains.close();
    }

    // ---- what comes and goes

    @Override
    public void vaultChanged(VaultState now) {
        locked = now != VaultState.UNLOCKED;
        settle();
    }

    @Override
    public void changed(InstanceStatus status) {
        office.office().watch().changed(status);
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindStore(Store provider) {
        store.set(provider);
        settle();
    }

    void unbindStore(Store provider) {
        store.clear(provider);
    }
}
