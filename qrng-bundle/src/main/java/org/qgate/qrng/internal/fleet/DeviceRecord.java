package org.qgate.qrng.internal.fleet;

import java.util.Map;
import java.util.Optional;

/**
 * Writes what the store keeps of a device, one at a time, so that a record never takes the place of a younger one. Blocking;
 * never called with the device's lock. Thread-safe.
 */
final class DeviceRecord {
    private final Device device;
    private boolean removed;

    DeviceRecord(Device device) {
        this.device = device;
    }

    /** Writes it, if it changed or always. */
    void save(Ledger ledger, boolean always) {
        write(ledger, always, () -> {});
    }

    /** Reserves what may be read next, durably. */
    void reserve(Ledger ledger, boolean recording) {
        boolean durable = false;
        try {
            write(ledger, true, () -> device.progress.reserve(recording));
            durable = true;
        } finally {
            if (!durable) {
                device.locked(device.progress::settle);
            }
        }
    }

    /** Writes exactly how far the device was read: nobody reads on. */
    void settle(Ledger ledger) {
        write(ledger, true, device.progress::settle);
    }

    /** Removes it; nothing writes it any more. */
    synchronized void forget(Ledger ledger) {
        ledger.forget(device.name());
        removed = true;
    }

    /** Lets nothing be written any more, once what is being written is: another version goes on with it. */
    synchronized void leave() {
        removed = true;
    }

    private synchronized void write(Ledger ledger, boolean always, Runnable before) {
        if (removed) {
            return;
        }
        Optional<Map<String, Object>> record = device.locked(() -> {
            before.run();
            return device.dirty.getAndSet(false) || always ? Optional.of(device.record()) : Optional.empty();
        });
        try {
            record.ifPresent(each -> ledger.keep(device.name(), each));
        } catch (RuntimeException failed) {
            device.dirty.set(true);
            throw failed;
        }
    }
}
