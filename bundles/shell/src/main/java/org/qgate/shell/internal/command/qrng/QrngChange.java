package org.qgate.shell.internal.command.qrng;

import org.qgate.api.qrng.Qrng;
import org.qgate.shell.internal.ShellServices;
import org.qgate.shell.internal.command.ChangingCommand;

/** A command that changes something of quantum randomness, which records by itself who changed what. */
abstract class QrngChange extends ChangingCommand {
    @Override
    protected final boolean recordedThere() {
        return true;
    }

    /** Checks the arguments. */
    protected abstract Change prepare(Qrng qrng, String actor, ShellServices asked);

    /** What is asked is there, or its absence is recorded here. */
    @Override
    protected final Change prepare(ShellServices asked) {
        return prepare(asked.qrng(), actor(session()), asked);
    }
}
