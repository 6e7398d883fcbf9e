package org.qgate.gate.internal.process;

import org.qgate.api.error.ExtenderError;
import org.qgate.api.error.QGateException;
import org.qgate.gate.Confinement;
import org.qgate.gate.Permit;
import org.qgate.gate.Program;

/**
 * Begins no process, and says why.
 *
 * @param reason what is missing, and what to do
 */
public record NoLauncher(String reason) implements ChildLauncher {
    @Override
    public Confinement confinement(boolean again) {
        return new Confinement(false, "", reason);
    }

    @Override
    public Child launch(Program program, Permit permit, long withinMs) {
        throw new QGateException(ExtenderError.NO_CONFINEMENT, reason);
    }
}
