package org.qgate.gate.internal.host;

import java.nio.file.Path;
import org.qgate.gate.Permit;
import org.qgate.gate.Program;
import org.qgate.gate.internal.process.ThreadLauncher;

/** Instances at the other end of a socket. */
final class ProcessTier extends GuardedTier {
    ProcessTier(Path folder) {
        super(new GateBench(folder, new ThreadLauncher(folder)));
    }

    @Override
    long make(Permit permit) {
        return bench.instances.make(new Program(new byte[0], "", Handing.class.getName(), 48), permit);
    }
}
