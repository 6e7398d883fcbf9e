package org.qgate.qrng.internal.fleet;

import org.qgate.qrng.internal.flow.Finding;
import org.qgate.qrng.internal.flow.WindowVerdict;

/** What happens to a device. */
sealed interface DeviceEvent {
    /** It is about to be opened. */
    record Opening() implements DeviceEvent {}

    /** It was opened and said who it is. */
    record Opened() implements DeviceEvent {}

    /** A window was read and judged. */
    record Window(long number, int samples, WindowVerdict verdict) implements DeviceEvent {}

    /**
     * Something severe was found that is not in one window's samples.
     *
     * @param certain the last window before which it cannot have begun; what is known anyway when that is less
     */
    record Fault(Finding finding, long certain) implements DeviceEvent {}

    /**
     * It cannot be opened or read, or gives nothing.
     *
     * @param forGood whether opening it again is of no use
     */
    record Gone(Finding finding, boolean forGood) implements DeviceEvent {}

    /** An operator quarantines it. */
    record Ordered(String reason) implements DeviceEvent {}

    /** An operator releases it. */
    record Release() implements DeviceEvent {}

    /** An operator asks for start-up tests. */
    record Retest() implements DeviceEvent {}

    /** Time passes. */
    record Tick() implements DeviceEvent {}
}
