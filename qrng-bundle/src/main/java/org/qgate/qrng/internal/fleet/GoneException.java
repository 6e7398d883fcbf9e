package org.qgate.qrng.internal.fleet;

/** Ends the reading of a device. */
final class GoneException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient DeviceEvent.Gone event;

    GoneException(DeviceEvent.Gone event) {
        super(event.finding().cause(), null, false, false);
        this.event = event;
    }

    DeviceEvent.Gone event() {
        return event;
    }
}
