package org.qgate.gate.internal.host;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.LongUnaryOperator;
import org.qgate.api.base.Workers;
import org.qgate.api.error.ExtenderError;
import org.qgate.api.error.QGateException;
import org.qgate.ext.Service;
import org.qgate.ext.config.Setting;
import org.qgate.ext.shell.Answer;
import org.qgate.ext.shell.Command;
import org.qgate.gate.Confinement;
import org.qgate.gate.Hosting;
import org.qgate.gate.InstanceStatus;
import org.qgate.gate.PermissionUse;
import org.qgate.gate.Permit;
import org.qgate.gate.Program;
import org.qgate.gate.internal.facade.Access;
import org.qgate.gate.internal.facade.ExtenderHost;
import org.qgate.gate.internal.facade.LogBook;
import org.qgate.gate.internal.facade.Meter;
import org.qgate.gate.internal.facade.Surroundings;
import org.qgate.gate.internal.process.ChildLauncher;
import org.qgate.gate.internal.process.RemoteService;
import org.qgate.gate.internal.process.Staff;
import org.qgate.gate.internal.protocol.Seats;
import org.qgate.gate.internal.protocol.ServiceGate;
import org.qgate.gate.internal.run.CpuMeter;
import org.qgate.gate.internal.run.Threads;

/** All running instances. Thread-safe. */
final class Instances implements Hosting {
    /** Processes that are begun again at the same time. */
    private static final int REVIVALS = 4;

    private static final int MOST_WAITING = 256;

    /** Of an instance in a process of its own. */
    private static final long NO_BUNDLE = 0;

    private final Surroundings around;
    private final Seats seats;
    private final Loading loading;
    private final LongUnaryOperator cpuOfThread;
    private final Notices notices;
    private final ChildLauncher launcher;
    private final Watchman watchman;
    private final Workers revivals;
    private final AtomicLong made = new AtomicLong();
    private final Map<Long, Instance> all = new ConcurrentHashMap<>();
    private final Map<String, Office> offices = new ConcurrentHashMap<>();
    private final Map<String, Meter> meters = new ConcurrentHashMap<>();
    private final Map<String, LogBook> books = new ConcurrentHashMap<>();

    /**
     * Begins without any.
     *
     * @param cpuOfThread nanoseconds of processor time that a thread has used, by its id; negative when it has ended
     */
    Instances(
            Surroundings around,
            Seats seats,
            Loading loading,
            LongUnaryOperator cpuOfThread,
            Notices notices,
            ChildLauncher launcher) {
        this.around = around;
        this.seats = seats;
        this.loading = loading;
        this.cpuOfThread = cpuOfThread;
        this.notices = notices;
        this.launcher = launcher;
        seats.whenTurnedAway(protocol -> offices.values().forEach(office -> office.turnedAway(protocol)));
        revivals = around.scheduler().workers("extender-revivals", REVIVALS, MOST_WAITING);
        watchman = new Watchman(instance -> notices.overdrawn(status(instance)));
    }

    @Override
    public long make(long bundleId, String entryClass, Permit permit) {
        Class<?> type = entry(bundleId, entryClass);
        Instance instance = instance(bundleId, permit);
        try {
            instance.construct(type);
        } catch (QGateException failed) {
            stop(instance, Bounds.WAIT_MS);
            throw failed;
        }
        return instance.number();
    }

    @Override
    public long make(Program program, Permit permit) {
        Confinement confinement = launcher.confinement(false);
        if (!confinement.available()) {
            throw new QGateException(ExtenderError.NO_CONFINEMENT, confinement.reason());
        }
        Instance instance = instance(NO_BUNDLE, permit);
        Staff staff = new Staff(
                threadsOf(instance.number(), permit),
                instance::permit,
                around.scheduler(),
                instance.threads().cpu(),
                instance::note);
        try {
            RemoteService remote = new RemoteService(program, launcher, staff);
            instance.construct(remote);
            Revival revival = new Revival(instance, remote, around, revivals, () -> gateOf(instance));
            remote.whenLost(why -> revival.lost());
        } catch (QGateException failed) {
            stop(instance, Bounds.WAIT_MS);
            throw failed;
        }
        return instance.number();
    }

    private Optional<ServiceGate> gateOf(Instance instance) {
        return Optional.ofNullable(offices.get(instance.permit().id()))
                .filter(office -> office.holds(instance))
                .map(Office::gate);
    }

    @Override
    public Confinement confinement(boolean again) {
        return launcher.confinement(again);
    }

    private Class<?> entry(long bundleId, String name) {
        try {
            Class<?> type = loading.load(bundleId, name);
            if (Service.class.isAssignableFrom(type)) {
                return type;
            }
            throw new QGateException(ExtenderError.NO_ENTRY_CLASS, name + " is no " + Service.class.getName());
        } catch (ClassNotFoundException | LinkageError missing) {
            throw new QGateException(ExtenderError.NO_ENTRY_CLASS, name + ": " + missing.getMessage());
        }
    }

    private Instance instance(long bundleId, Permit permit) {
        LogBook book = book(permit.id());
        Access access = new Access(permit, around.clock(), meter(permit.id()));
        long number = made.incrementAndGet();
        LongAdder failures = new LongAdder();
        Consumer<String> faults = words -> {
            failures.increment();
            book.write(permit.version(), "node", "a task failed: " + words);
        };
        Threads threads = new Threads(
                around.scheduler(),
                around.clock(),
                threadsOf(number, permit),
                permit.quota().threads(),
                faults,
                new CpuMeter(around.clock(), cpuOfThread));
        ExtenderHost host = new ExtenderHost(access, threads, around, book);
        Instance instance =
                new Instance(number, bundleId, around.clock().wallMs(), access, threads, host, book, failures);
        all.put(number, instance);
        return instance;
    }

    private static String threadsOf(long number, Permit permit) {
        return "ext-" + permit.id() + "-" + number;
    }

    private LogBook book(String id) {
        return books.computeIfAbsent(id, name -> new LogBook(around.clock()));
    }

    private Meter meter(String id) {
        return meters.computeIfAbsent(id, name -> new Meter(around.clock()));
    }

    private Instance of(long number) {
        Instance instance = all.get(number);
        if (instance == null) {
            throw new QGateException(ExtenderError.NO_INSTANCE, "number " + number);
        }
        return instance;
    }

    private Instance in(long number, State... states) {
        Instance instance = of(number);
        if (!List.of(states).contains(instance.state())) {
            throw new QGateException(
                    ExtenderError.STATE, "instance " + number + " is " + instance.state() + ", not " + List.of(states));
        }
        return instance;
    }

    @Override
    public void start(long instance, long withinMs) {
        in(instance, State.MADE).start(withinMs);
    }

    @Override
    public void open(long number) {
        Instance instance = in(number, State.STARTED);
        Office office = new Office(seats.seat());
        if (offices.putIfAbsent(instance.permit().id(), office) != null) {
            throw new QGateException(
                    ExtenderError.STATE, instance.permit().id() + " has an instance in office already");
        }
        try {
            office.seat(instance);
        } catch (QGateException refused) {
            leave(instance.permit().id(), office);
            throw refused;
        }
        instance.state(State.OPEN);
        if (instance.isDown()) {
            office.gate().close(); // whoever begins its process again opens
        }
        notices.changed(instance);
    }

    private void leave(String id, Office office) {
        offices.remove(id, office);
        office.close();
    }

    @Override
    public Swapped swap(long from, long to, boolean handOver, Bounds bounds) {
        Instance old = in(from, State.OPEN, State.PAUSED);
        Instance next = in(to, State.STARTED);
        Office office = office(old);
        if (!next.permit().id().equals(old.permit().id())) {
            throw new QGateException(ExtenderError.STATE, "two extenders cannot take over from each other");
        }
        Swapped swapped;
        synchronized (office.swapping()) {
            swapped = new Swap(office, old, next, bounds).run(handOver);
        }
        notices.changed(next);
        return swapped;
    }

    private Office office(Instance instance) {
        Office office = offices.get(instance.permit().id());
        if (office == null || !office.holds(instance)) {
            throw new QGateException(ExtenderError.STATE, "instance " + instance.number() + " is not in office");
        }
        return office;
    }

    @Override
    public void pause(long number) {
        Instance instance = in(number, State.OPEN);
        office(instance).gate().close();
        instance.state(State.PAUSED);
    }

    @Override
    public void resume(long number) {
        Instance instance = in(number, State.PAUSED);
        instance.state(State.OPEN);
        if (!instance.isDown()) { // otherwise whoever begins it again opens
            office(instance).gate().open();
        }
    }

    @Override
    public void drain(long number, long atMostMs) {
        in(number, State.DRAINING, State.STARTED).drain(atMostMs);
    }

    @Override
    public boolean stop(long number, long atMostMs) {
        return stop(of(number), atMostMs);
    }

    private boolean stop(Instance instance, long atMostMs) {
        Office office = offices.get(instance.permit().id());
        if (office != null && office.holds(instance)) {
            leave(instance.permit().id(), office);
        }
        boolean quiet = instance.end(atMostMs);
        watchman.forget(instance);
        if (quiet) {
            all.remove(instance.number());
            notices.changed(instance);
        } else {
            notices.abandoned(status(instance));
        }
        return quiet;
    }

    @Override
    public void permit(long number, Permit permit) {
        Instance instance = of(number);
        instance.permit(permit);
        Office office = offices.get(permit.id());
        if (office != null && office.holds(instance)) {
            office.refresh(instance);
        }
    }

    @Override
    public List<InstanceStatus> instances() {
        return all.values().stream()
                .sorted(Comparator.comparingLong(Instance::number))
                .map(this::status)
                .toList();
    }

    private InstanceStatus status(Instance instance) {
        return instance.status(stored(instance.permit().namespace()));
    }

    private long stored(String namespace) {
        try {
            return around.store()
                    .now()
                    .map(store -> store.namespace(namespace).bytes())
                    .orElse(0L);
        } catch (QGateException leaving) {
            return 0; // it is being replaced: nobody knows at the moment
        }
    }

    @Override
    public List<PermissionUse> uses(String id) {
        Meter meter = meters.get(id);
        return meter == null ? List.of() : meter.uses();
    }

    @Override
    public List<Line> log(String id) {
        LogBook book = books.get(id);
        return book == null ? List.of() : book.lines();
    }

    @Override
    public void note(String id, String version, String text) {
        book(id).write(version, "node", text);
    }

    @Override
    public List<Setting> settings(long instance) {
        return of(instance).host().declared().list();
    }

    @Override
    public List<Command> commands(long instance) {
        return of(instance).host().offered().list();
    }

    @Override
    public Answer run(long number, String command, List<String> arguments, long atMostMs) {
        Instance instance = in(number, State.OPEN, State.PAUSED);
        ServiceGate gate = office(instance).gate();
        long pass = gate.enter(Math.min(atMostMs, Bounds.WAIT_MS));
        if (pass == ServiceGate.NONE) {
            throw new QGateException(ExtenderError.COMMAND_FAILED, "the extender is paused");
        }
        try {
            return new Commanding(instance).run(command, arguments, atMostMs);
        } finally {
            gate.leave(pass);
        }
    }

    /** Interrupts calls that are past their time, and forgets abandoned instances whose threads have ended after all. */
    void hurry() {
        all.values().forEach(each -> each.threads().look());
        all.values().removeIf(this::goneAfterAll);
    }

    private boolean goneAfterAll(Instance instance) {
        boolean gone = instance.state() == State.ABANDONED && instance.threads().busy() == 0;
        if (gone) {
            notices.recovered(instance);
        }
        return gone;
    }

    /** Looks at quotas; to be called each second. */
    void look() {
        all.values().forEach(watchman::look);
    }

    /** The node stops. */
    void close() {
        revivals.close();
        all.values().forEach(each -> stop(each, Bounds.WAIT_MS));
    }
}
