package org.qgate.qrng.internal.fleet;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.qgate.api.base.Workers;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.QrngError;
import org.qgate.api.qrng.Alert;
import org.qgate.api.qrng.Assessment;
import org.qgate.api.qrng.DeviceInfo;
import org.qgate.api.qrng.DeviceState;
import org.qgate.api.qrng.Minute;
import org.qgate.api.qrng.SourceDriver;
import org.qgate.api.qrng.SourceSpec;
import org.qgate.common.escrow.Escrow;
import org.qgate.qrng.internal.health.StandardTests;

/**
 * All devices of this node: reads, tests and judges them, gives what is clean to whoever refines it, and keeps what an
 * operator is to know. What changes on request is not audited here: who asks does. Errors are those of
 * {@link org.qgate.api.qrng.Qrng}. Thread-safe.
 */
public final class Fleet implements AutoCloseable {
    private static final String OWNER = "org.qgate.qrng.fleet";
    private static final int SCHEMA = 1;
    private static final int MOST_DEVICES = 64;
    private static final long TICK_MS = 250;
    private static final long SAVE_NS = 10_000_000_000L;
    private static final long TEST_MS = 60_000;
    private static final long FREEZE_MS = 1_000;
    private static final int KEY = 16;

    private final World world;
    private final Ledger ledger;
    private final AlertBook alerts;
    private final Map<String, Reading> readings = new ConcurrentSkipListMap<>();
    private final AtomicBoolean ticking = new AtomicBoolean();
    private volatile FleetSettings settings;
    private Assessments assessments;
    private Workers workers;
    private AutoCloseable timer;
    private boolean adopted;
    private volatile boolean frozen;
    private volatile long savedNs;
    private volatile boolean saidNotKept;

    /** Makes one without devices; {@link #start}, or {@link #adopt} and {@link #start}, bring them. */
    public Fleet(World world, FleetSettings settings) {
        this.world = world;
        this.settings = settings;
        ledger = new Ledger(world.store());
        alerts = new AlertBook(ledger);
    }

    /** Reads what is kept of the devices, unless that was adopted, and begins to open and read them. Blocking. */
    public synchronized void start() {
        if (!adopted) {
            alerts.load();
            ledger.devices().forEach(this::restore);
        }
        frozen = false;
        assessments = new Assessments(world, settings.assessMs());
        workers = world.scheduler().workers("qrng-fleet", 2, 256);
        savedNs = world.clock().monoNs();
        timer = world.scheduler().schedule("qrng-fleet", 0, TICK_MS, () -> {
            if (ticking.compareAndSet(false, true) && !workers.offer(this::tick)) {
                ticking.set(false);
            }
        });
    }

    private void restore(Map<String, Object> record) {
        String name = "?";
        try {
            Plain in = new Plain(record);
            SourceSpec spec = Kept.spec(in.map("spec"));
            name = spec.name();
            Device device = device(spec);
            device.restore(in);
            readings.put(name, new Reading(device, world, ledger));
        } catch (RuntimeException nonsense) {
            FleetLog.recordDamaged(name, nonsense);
        }
    }

    private Device device(SourceSpec spec) {
        byte[] key = world.random().get().bytes(KEY);
        return new Device(spec, world, alerts, new StandardTests(spec, settings.acceptedYears(), key));
    }

    private void tick() {
        try {
            for (Reading each : readings.values()) {
                if (!frozen) {
                    each.tick();
                    assessments.tick(each.device());
                }
            }
            save();
        } finally {
            ticking.set(false);
        }
    }

    /** What could not be kept stays dirty and is tried again; that is said once. */
    private void save() {
        long now = world.clock().monoNs();
        boolean all = now - savedNs >= SAVE_NS;
        savedNs = all ? now : savedNs;
        try {
            readings.values().forEach(each -> each.device().kept.save(ledger, all));
            alerts.save();
            saidNotKept = false;
        } catch (QGateException failed) {
            if (!saidNotKept) {
                FleetLog.notKept("What is known of devices", failed);
            }
            saidNotKept = true;
        }
    }

    /** Changes settings: tests have the new cut-offs from the next time that a device is added or kept ones are read. */
    public synchronized void settings(FleetSettings next) {
        settings = next;
        if (assessments != null) {
            assessments.interval(next.assessMs());
        }
    }

    /** Stops reading and gives all state away, for another version; waits for no device longer than a second. May be adopted again. */
    public synchronized byte[] freeze() {
        frozen = true;
        stopTimer();
        readings.values().forEach(Reading::stop);
        CountDownLatch closed = new CountDownLatch(readings.size());
        readings.values()
                .forEach(each -> workers.offer(() -> {
                    each.letGo();
                    closed.countDown();
                }));
        Map<String, Object> devices = new HashMap<>();
        readings.values().forEach(each -> each.device().kept.leave());
        readings.forEach((name, each) -> frozen(each).ifPresent(state -> devices.put(name, state)));
        try {
            closed.await(FREEZE_MS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        return new Escrow(OWNER, SCHEMA, Map.of("devices", devices, "alerts", alerts.freeze())).encode();
    }

    /** A device whose reader holds the lock for longer than an update takes is read from the store by the next version. */
    private static Optional<Map<String, Object>> frozen(Reading each) {
        Device device = each.device();
        try {
            if (!device.lock.tryLock(FREEZE_MS, TimeUnit.MILLISECONDS)) {
                return Optional.of(device.record());
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return Optional.of(device.record());
        }
        try {
            each.unread();
            return Optional.of(device.freeze());
        } finally {
            device.lock.unlock();
        }
    }

    /** Takes what {@link #freeze} gave; opens nothing before {@link #start}. */
    public synchronized void adopt(byte[] state) {
        Plain in = new Plain(Escrow.decode(state, OWNER, SCHEMA).state());
        readings.clear();
        alerts.thaw(in.map("alerts"));
        in.map("devices")
                .forEach((name, each) ->
                        readings.put(name, new Reading(thawed(new Plain(Plain.map(each))), world, ledger)));
        adopted = true;
    }

    private Device thawed(Plain in) {
        SourceSpec spec = Kept.spec(in.map("spec"));
        if (!in.has("tests")) {
            Device begun = device(spec);
            begun.restore(in);
            return begun;
        }
        StandardTests tests = StandardTests.thaw(spec, settings.acceptedYears(), in.bytes("tests"));
        Device device = new Device(spec, world, alerts, tests);
        device.thaw(in);
        return device;
    }

    /** Returns all devices, by name. */
    public List<DeviceInfo> devices() {
        return readings.values().stream().map(each -> each.device().view()).toList();
    }

    /** Returns a device, if there is one; may be asked while its reader is busy with whoever asks. */
    public Optional<DeviceInfo> find(String name) {
        return Optional.ofNullable(readings.get(name)).map(each -> each.device().view());
    }

    /** Returns a device, or refuses with QG-QRN-0001. */
    public DeviceInfo device(String name) {
        Device device = reading(name).device();
        return device.locked(device::info);
    }

    private Reading reading(String name) {
        Reading reading = readings.get(name);
        if (reading == null) {
            throw new QGateException(
                    QrngError.NO_DEVICE, "there is no device '" + name + "'; there are: " + readings.keySet());
        }
        return reading;
    }

    /** Returns a device's last sixty minutes, oldest first. */
    public List<Minute> lastHour(String name) {
        Device device = reading(name).device();
        return device.locked(device::lastHour);
    }

    /** Adds a device. */
    public synchronized DeviceInfo add(SourceSpec spec) {
        if (readings.containsKey(spec.name())) {
            throw new QGateException(QrngError.NAME_TAKEN, "there is a device '" + spec.name() + "'");
        }
        if (readings.size() >= MOST_DEVICES) {
            throw new QGateException(
                    QrngError.BAD_SOURCE, "there are " + MOST_DEVICES + " devices, the most that can be");
        }
        Map<String, SourceDriver> drivers = world.drivers().get();
        SourceDriver driver = drivers.get(spec.driver());
        if (driver == null) {
            throw new QGateException(
                    QrngError.NO_DRIVER, "no driver '" + spec.driver() + "'; known: " + drivers.keySet());
        }
        driver.check(spec);
        Device device = device(spec);
        device.kept.save(ledger, true);
        readings.put(spec.name(), new Reading(device, world, ledger));
        return device.locked(device::info);
    }

    /** Removes a device; what lies ready of it stays. */
    public void remove(String name) {
        Reading reading = reading(name);
        reading.stop();
        reading.letGo();
        reading.end();
        reading.device().kept.forget(ledger);
        readings.remove(name);
        reading.device().forgetHealth();
        assessments.forget(name);
        alerts.clear(name, world.clock().wallMs());
    }

    /** Runs the start-up tests of a device anew and waits for them. */
    public DeviceInfo test(String name) {
        Device device = change(name, new DeviceEvent.Retest(), each -> each.mayBeTested(), "be tested");
        if (!device.await(each -> each.state() != DeviceState.STARTUP, TEST_MS)) {
            throw new QGateException(QrngError.TOO_SLOW, "device '" + name + "' gave too few samples in 60 s");
        }
        return device.locked(device::info);
    }

    /** Collects fresh samples and estimates their min-entropy, which counts from then on. */
    public Assessment assess(String name, int samples) {
        return assessments.now(reading(name).device(), samples);
    }

    /** Quarantines a device. */
    public DeviceInfo quarantine(String name, String reason) {
        Predicate<DeviceMachine> free = each -> each.state() != DeviceState.QUARANTINED;
        Device device = change(name, new DeviceEvent.Ordered(reason), free, "be quarantined again");
        return device.locked(device::info);
    }

    /** Lets a quarantined device qualify again. */
    public DeviceInfo release(String name) {
        Device device = change(name, new DeviceEvent.Release(), DeviceMachine::mayBeReleased, "be released");
        return device.locked(device::info);
    }

    private Device change(String name, DeviceEvent event, Predicate<DeviceMachine> allowed, String what) {
        Device device = reading(name).device();
        device.locked(() -> {
            if (!allowed.test(device.machine())) {
                throw new QGateException(
                        QrngError.WRONG_STATE,
                        "device '" + name + "' is " + device.machine().state() + " and cannot " + what);
            }
            device.apply(event);
        });
        device.kept.save(ledger, false);
        return device;
    }

    /** Returns alerts, newest first, at most 1,000. */
    public List<Alert> alerts() {
        return alerts.newestFirst();
    }

    /** Returns whether bytes of any device may be used now; waits for nobody. */
    public boolean healthy() {
        return readings.values().stream()
                .anyMatch(each -> each.device().machine().usable());
    }

    /** Adds all numbers of the devices. */
    public void metrics(PrometheusText out) {
        FleetMetrics.add(out, devices());
        out.gauge("qgate_qrng_alerts_standing", "Alerts that stand.", alerts.standing());
    }

    private void stopTimer() {
        if (timer == null) {
            return;
        }
        try {
            timer.close();
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
        timer = null;
    }

    /** Stops reading, keeps exactly how far each device was read, and lets the devices go. */
    @Override
    public synchronized void close() {
        stopTimer();
        readings.values().forEach(Reading::stop);
        readings.values().forEach(Reading::letGo);
        readings.values().forEach(Reading::end);
        if (!frozen && workers != null) {
            readings.values().forEach(this::settle);
            save();
        }
        if (workers != null) {
            workers.close();
            assessments.close();
            workers = null;
        }
    }

    /** What cannot be kept exactly stays reserved: nothing is read twice, a little of a recording is never read. */
    private void settle(Reading each) {
        try {
            each.device().kept.settle(ledger);
        } catch (QGateException failed) {
            FleetLog.notKept("Device " + each.device().name(), failed);
        }
    }
}
