package org.qgate.gate.internal.process;

import java.util.function.Consumer;
import java.util.function.Supplier;
import org.qgate.api.base.Scheduler;
import org.qgate.gate.Permit;
import org.qgate.gate.internal.run.CpuMeter;

/**
 * What an instance lends to its process.
 *
 * @param name of its threads
 * @param permit of this moment
 * @param note writes a line of the node's into the extender's log
 */
public record Staff(String name, Supplier<Permit> permit, Scheduler scheduler, CpuMeter cpu, Consumer<String> note) {}
