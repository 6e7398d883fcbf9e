package org.qgate.qrng.internal.source;

import java.nio.file.Path;
import java.util.List;
import org.qgate.api.base.Clock;
import org.qgate.api.base.Scheduler;
import org.qgate.api.qrng.SourceDriver;

/** The drivers that every node has; bundles bring more by registering a {@link SourceDriver} as a service. */
public final class Drivers {
    private Drivers() {}

    /** Makes them. A device that may keep its reader waiting gets threads of the scheduler while it is open. */
    public static List<SourceDriver> builtIn(Scheduler scheduler, Clock clock) {
        return List.of(
                new DeviceDriver(scheduler, Path.of("/sys")), new IdqDriver(scheduler, clock), new ReplayDriver());
    }
}
