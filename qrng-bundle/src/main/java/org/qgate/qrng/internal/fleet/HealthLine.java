package org.qgate.qrng.internal.fleet;

import org.qgate.api.base.Health;
import org.qgate.api.base.HealthReport;
import org.qgate.api.base.HealthState;
import org.qgate.api.qrng.DeviceState;
import org.qgate.qrng.internal.flow.Finding;

/** What the node's health board says of one device. */
record HealthLine(Health health, String device) {
    private static final String PREFIX = "qrng.device.";

    void say(DeviceState state, Finding why) {
        if (why == null) {
            health.ok(PREFIX + device, state.name());
            return;
        }
        health.report(new HealthReport(
                PREFIX + device,
                of(state),
                why.code().id(),
                state.name() + ": " + why.cause(),
                why.code().advice()));
    }

    private static HealthState of(DeviceState state) {
        return switch (state) {
            case HEALTHY -> HealthState.OK;
            case SUSPECT -> HealthState.WARN;
            case INIT, STARTUP, DEAD -> HealthState.TEMPORARILY_UNAVAILABLE;
            case QUARANTINED -> HealthState.CRITICAL;
        };
    }

    void forget() {
        health.forget(PREFIX + device);
    }
}
