package org.qgate.kernel.internal.node;

import org.qgate.api.base.Audit;
import org.qgate.api.base.Clock;
import org.qgate.api.base.Health;
import org.qgate.api.base.Installation;
import org.qgate.api.base.Scheduler;
import org.qgate.api.base.StateFolder;
import org.qgate.api.transport.Ports;

/** The bedrock's services that the kernel stands on: they change only by restart. */
record Bedrock(
        Ports ports,
        Clock clock,
        Scheduler scheduler,
        Health health,
        Audit audit,
        StateFolder state,
        Installation installation) {}
