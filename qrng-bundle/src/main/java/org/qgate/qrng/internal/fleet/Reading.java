package org.qgate.qrng.internal.fleet;

import java.util.Map;
import org.qgate.api.base.Workers;
import org.qgate.api.error.QrngError;
import org.qgate.api.qrng.SourceDriver;
import org.qgate.qrng.internal.flow.Finding;

/** A device with the thread and the pump that read it; both are replaced when they are stuck. For one thread at a time. */
final class Reading {
    /** Seen so often in a row: a clock that jumps, as when a machine was halted, is not the driver's fault. */
    private static final int STUCK_TICKS = 4;

    private final Device device;
    private final World world;
    private final Ledger ledger;
    private Workers workers;
    private Pump pump;
    private boolean ended;
    private int stuckTicks;

    Reading(Device device, World world, Ledger ledger) {
        this.device = device;
        this.world = world;
        this.ledger = ledger;
    }

    Device device() {
        return device;
    }

    /** Looks after it: opens it when that is due, gives up a reader that is stuck. */
    synchronized void tick() {
        if (ended) {
            return;
        }
        long now = world.clock().monoNs();
        stuckTicks = pump != null && pump.stuck(now) ? stuckTicks + 1 : 0;
        if (stuckTicks >= STUCK_TICKS) {
            giveUp();
        }
        device.locked(() -> device.apply(new DeviceEvent.Tick()));
        boolean idle = pump == null || pump.done();
        if (idle && device.locked(() -> device.machine().openDue(now))) {
            open();
        }
    }

    private void giveUp() {
        pump.stop();
        Finding stall = new Finding(QrngError.STALL, "its driver did not come back from a call", true);
        device.locked(() -> {
            pump.unread();
            device.apply(new DeviceEvent.Gone(stall, false));
        });
        pump.letGo();
        workers.close();
        workers = null;
        pump = null;
    }

    private void open() {
        Map<String, SourceDriver> drivers = world.drivers().get();
        SourceDriver driver = drivers.get(device.spec.driver());
        if (driver == null) {
            Finding none = new Finding(
                    QrngError.NO_DRIVER,
                    "driver '" + device.spec.driver() + "' is not there; known: " + drivers.keySet(),
                    true);
            device.locked(() -> {
                device.apply(new DeviceEvent.Opening());
                device.apply(new DeviceEvent.Gone(none, false));
            });
            return;
        }
        if (workers == null) {
            workers = world.scheduler().workers("qrng-" + device.name(), 1, 2);
        }
        Pump next = new Pump(device, world, ledger, driver);
        if (workers.offer(next)) {
            pump = next;
        }
    }

    /** Lets nothing more be read or used, for good; does not wait. */
    synchronized void stop() {
        ended = true;
        if (pump != null) {
            pump.stop();
            device.wake();
        }
    }

    /** What was read and not judged was given to nobody. The device's lock is held, the pump stopped. */
    void unread() {
        Pump stopped = pump;
        if (stopped != null) {
            stopped.unread();
        }
    }

    /** Lets the device go; may take as long as its driver does. */
    void letGo() {
        Pump stopped = pump;
        if (stopped != null) {
            stopped.letGo();
        }
    }

    /** Ends its thread. Blocking, two seconds at most. */
    synchronized void end() {
        if (workers != null) {
            workers.close();
            workers = null;
        }
        pump = null;
    }
}
