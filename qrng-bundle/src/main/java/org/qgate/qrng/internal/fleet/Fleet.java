package org.qgate.qrng.internal.fleet;

import java.util.List;
import java.util.Optional;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.QrngError;
import org.qgate.api.qrng.Alert;
import org.qgate.api.qrng.Assessment;
import org.qgate.api.qrng.DeviceInfo;
import org.qgate.api.qrng.Minute;
import org.qgate.api.qrng.SourceSpec;

/**
 * All devices of this node: reads, tests and judges them, gives what is clean to whoever refines it, and keeps what an
 * operator is to know. What changes on request is not audited here: who asks does. Errors are those of
 * {@link org.qgate.api.qrng.Qrng}. Thread-safe.
 */
public final class Fleet implements AutoCloseable {
    /** Makes one without devices; {@link #start} or {@link #adopt} and {@link #start} bring them. */
    public Fleet(World world, FleetSettings settings) {}

    /** Reads what is kept of the devices, unless that was adopted, and begins to open and read them. Blocking. */
    public void start() {}

    /** Changes settings: tests have the new cut-offs from their next start. */
    public void settings(FleetSettings next) {}

    /** Stops reading and gives all state away, for another version; does not wait for devices. May be adopted again. */
    public byte[] freeze() {
        return new byte[0];
    }

    /** Takes what {@link #freeze} gave; opens nothing before {@link #start}. */
    public void adopt(byte[] frozen) {}

    /** Returns all devices, by name. */
    public List<DeviceInfo> devices() {
        return List.of();
    }

    /** Returns a device, if there is one. */
    public Optional<DeviceInfo> find(String name) {
        return Optional.empty();
    }

    /** Returns a device, or refuses with QG-QRN-0001. */
    public DeviceInfo device(String name) {
        return find(name).orElseThrow(() -> new QGateException(QrngError.NO_DEVICE, "device '" + name + "'"));
    }

    /** Returns a device's last sixty minutes, oldest first. */
    public List<Minute> lastHour(String name) {
        device(name);
        return List.of();
    }

    /** Adds a device. */
    public DeviceInfo add(SourceSpec spec) {
        throw new QGateException(QrngError.NOT_READY, "no device can be added yet");
    }

    /** Removes a device. */
    public void remove(String name) {
        device(name);
    }

    /** Runs the start-up tests of a device anew and waits for them. */
    public DeviceInfo test(String name) {
        return device(name);
    }

    /** Collects fresh samples and estimates their min-entropy. */
    public Assessment assess(String name, int samples) {
        device(name);
        throw new QGateException(QrngError.NOT_READY, "no device can be assessed yet");
    }

    /** Quarantines a device. */
    public DeviceInfo quarantine(String name, String reason) {
        return device(name);
    }

    /** Lets a quarantined device qualify again. */
    public DeviceInfo release(String name) {
        return device(name);
    }

    /** Returns alerts, newest first, at most 1,000. */
    public List<Alert> alerts() {
        return List.of();
    }

    /** Returns whether bytes of any device may be used now. */
    public boolean healthy() {
        return false;
    }

    /** Adds all numbers of the devices. */
    public void metrics(PrometheusText out) {}

    /** Stops reading, keeps exactly how far each device was read, and lets the devices go. */
    @Override
    public void close() {}
}
