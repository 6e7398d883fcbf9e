package org.qgate.qrng.internal.fleet;

import org.qgate.common.log.Trace;
import org.qgate.qrng.internal.flow.Finding;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lines for operators about devices. */
final class FleetLog {
    private static final Logger LOG = LoggerFactory.getLogger("org.qgate.qrng.fleet");

    private FleetLog() {}

    static void quarantined(String device, Finding why, long certain) {
        LOG.warn(
                "Device {} is quarantined: {} {}; the last window known as good is {}",
                device,
                why.code().id(),
                why.cause(),
                certain);
    }

    static void notClosed(String device, RuntimeException failed) {
        LOG.warn("Device {} could not be let go: {}", device, Trace.of(failed));
    }

    static void notKept(String what, RuntimeException failed) {
        LOG.warn("{} could not be kept, tried again: {}", what, failed.getMessage());
    }

    static void notAssessed(String device, RuntimeException failed) {
        LOG.warn("Device {} could not be assessed: {}", device, Trace.of(failed));
    }

    static void recordDamaged(String device, RuntimeException failed) {
        LOG.error("The record of device {} makes no sense and is left alone: {}", device, failed.getMessage());
    }
}
