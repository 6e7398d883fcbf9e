package org.qgate.bench.gate;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.qgate.api.base.Clock;
import org.qgate.ext.Permission;
import org.qgate.gate.Permit;
import org.qgate.gate.Quota;
import org.qgate.gate.internal.facade.Access;
import org.qgate.gate.internal.facade.Meter;
import org.qgate.gate.internal.protocol.ServiceGate;

/** All that a call pays beside its own work: it enters, its permit and quota are looked at, it is counted, it leaves. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class WayIn {
    private static final String PROTOCOL = "echo/1";

    private final Clock clock = new SystemClock();
    private final ServiceGate gate = new ServiceGate(clock);
    private final Access access = new Access(permit(), clock, new Meter(clock));

    private static Permit permit() {
        int most = Integer.MAX_VALUE; // so that what is measured is not a refusal
        Quota quota = new Quota(1, 100, most, most, most, most, most, most);
        Map<Permission, Set<String>> grants = Map.of(Permission.NET_ACCEPT, Set.of(PROTOCOL));
        return new Permit("bench", "1.0.0", "publisher", grants, Set.of(PROTOCOL), quota, "ext.bench", Map.of());
    }

    /** The gate alone. */
    @Benchmark
    public long gate() {
        long pass = gate.tryEnter();
        gate.leave(pass);
        return pass;
    }

    /** The gate, and what stands behind it. */
    @Benchmark
    public boolean call() {
        long pass = gate.tryEnter();
        boolean served = access.served(PROTOCOL);
        gate.leave(pass);
        return served;
    }

    /** The machine's own time. */
    private static final class SystemClock implements Clock {
        @Override
        public long wallMs() {
            return System.currentTimeMillis();
        }

        @Override
        public long monoNs() {
            return System.nanoTime();
        }
    }
}
