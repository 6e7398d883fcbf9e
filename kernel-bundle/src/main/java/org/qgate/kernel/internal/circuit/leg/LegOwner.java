package org.qgate.kernel.internal.circuit.leg;

import org.qgate.kernel.internal.circuit.cell.DestroyReason;

/** The circuit behind a leg. */
public interface LegOwner {
    /** A cell of the right size came; its body stands at {@code body} and may be read only during the call. */
    void cell(int command, byte[] buffer, int body);

    /** The answer to this leg's CREATE came. */
    void created(byte[] created);

    /** The other end destroyed the circuit, or the link is gone: the leg is gone already. */
    void destroyed(DestroyReason reason);

    /** The leg broke a bound: end the circuit. */
    void exceeded(DestroyReason reason);

    /** After {@link Leg#mayOriginate} was false: there is room again. */
    void writable();
}
