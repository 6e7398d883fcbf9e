package org.qgate.qrng.internal.fleet;

import java.util.List;
import java.util.Locale;
import org.qgate.api.qrng.DeviceInfo;
import org.qgate.api.qrng.DeviceState;

/** The numbers of devices for Prometheus. */
final class FleetMetrics {
    private static final String PREFIX = "qgate_qrng_device_";

    private FleetMetrics() {}

    static void add(PrometheusText out, List<DeviceInfo> devices) {
        for (DeviceInfo each : devices) {
            states(out, each);
            counters(out, each);
            gauges(out, each);
        }
    }

    private static void states(PrometheusText out, DeviceInfo device) {
        for (DeviceState state : DeviceState.values()) {
            out.gauge(
                    PREFIX + "state",
                    "1 for the state that the device is in.",
                    device.state() == state ? 1 : 0,
                    "device",
                    device.spec().name(),
                    "state",
                    state.name().toLowerCase(Locale.ROOT));
        }
        out.gauge(
                PREFIX + "info",
                "What the device is; always 1.",
                1,
                "device",
                device.spec().name(),
                "driver",
                device.spec().driver(),
                "provenance",
                device.provenance().name(),
                "vendor",
                device.identity().vendor(),
                "model",
                device.identity().model(),
                "firmware",
                device.identity().firmware());
    }

    private static void counters(PrometheusText out, DeviceInfo device) {
        count(out, device, "samples_total", "Samples read since the device was added.", device.samples());
        count(out, device, "windows_total", "Windows tested since the device was added.", device.windows());
        count(out, device, "discarded_windows_total", "Windows that no byte was used of.", device.discarded());
        count(out, device, "quarantines_total", "How often the device was quarantined.", device.quarantines());
        count(out, device, "delivered_bytes_total", "Conditioned bytes made of the device.", device.deliveredBytes());
        finding(out, device, "repetition", device.repetitionFailures());
        finding(out, device, "proportion", device.proportionFailures());
        finding(out, device, "stall", device.stalls());
        finding(out, device, "duplicate", device.duplicates());
        finding(out, device, "identity", device.identityChanges());
    }

    private static void count(PrometheusText out, DeviceInfo device, String name, String help, long value) {
        out.counter(PREFIX + name, help, value, "device", device.spec().name());
    }

    private static void finding(PrometheusText out, DeviceInfo device, String test, long value) {
        out.counter(
                PREFIX + "findings_total",
                "What the health tests found, by test.",
                value,
                "device",
                device.spec().name(),
                "test",
                test);
    }

    private static void gauges(PrometheusText out, DeviceInfo device) {
        String name = device.spec().name();
        out.gauge(
                PREFIX + "samples_per_second",
                "Samples read a second, over the last ten seconds.",
                device.bytesPerSecond(),
                "device",
                name);
        out.gauge(
                PREFIX + "claimed_min_entropy_bits",
                "Min-entropy that is claimed for a sample.",
                device.spec().claimedMinEntropy(),
                "device",
                name);
        out.gauge(
                PREFIX + "credited_min_entropy_bits",
                "Min-entropy that is credited to a sample: the lower of claim and last assessment.",
                device.creditedMinEntropy(),
                "device",
                name);
        out.gauge(
                PREFIX + "state_since_seconds",
                "When the device came into its state, seconds since 1970.",
                device.sinceWallMs() / 1000.0,
                "device",
                name);
    }
}
