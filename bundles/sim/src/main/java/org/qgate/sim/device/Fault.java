package org.qgate.sim.device;

/**
 * Something wrong with a device.
 *
 * @param value what its kind says
 */
public record Fault(FaultKind kind, double value) {
    /** Nothing is wrong. */
    public static final Fault NONE = of(FaultKind.NONE);

    /** Checks the value. */
    public Fault {
        kind.check(value);
    }

    /** Returns a fault with its usual value. */
    public static Fault of(FaultKind kind) {
        return new Fault(kind, kind.usual());
    }
}
