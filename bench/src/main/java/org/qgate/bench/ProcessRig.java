package org.qgate.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.qgate.base.internal.work.SystemClock;
import org.qgate.base.internal.work.ThreadScheduler;
import org.qgate.bench.process.Spinner;
import org.qgate.common.release.Sha256;
import org.qgate.ext.Host;
import org.qgate.ext.Service;
import org.qgate.gate.Permit;
import org.qgate.gate.Program;
import org.qgate.gate.Quota;
import org.qgate.gate.internal.confine.ConfinedLauncher;
import org.qgate.gate.internal.confine.Place;
import org.qgate.gate.internal.process.RemoteService;
import org.qgate.gate.internal.process.Staff;
import org.qgate.gate.internal.run.CpuMeter;
import org.qgate.sim.SimRandom;

/** Extenders in processes of their own, held as a node holds them, from the distribution's own folder. */
final class ProcessRig implements AutoCloseable {
    private static final int HEAP_MIB = 48;

    private final ThreadScheduler scheduler = new ThreadScheduler();
    private final ConfinedLauncher launcher;

    ProcessRig(Path folder) throws IOException {
        Path sandbox = Path.of(System.getProperty("qgate.distribution"), "sandbox");
        SimRandom random = new SimRandom(System.nanoTime());
        Place place = new Place(
                sandbox, folder, folder, List.of(folder), System.getenv().getOrDefault("PATH", ""));
        launcher = new ConfinedLauncher(scheduler, place, () -> random.bytes(32));
    }

    /** Returns why nothing is held here; empty when it is. */
    String missing() {
        return launcher.confinement(false).reason();
    }

    private static Program program(Class<? extends Service> type) throws IOException {
        String entry = type.getName();
        String file = entry.replace('.', '/') + ".class";
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(out);
                InputStream in = type.getClassLoader().getResourceAsStream(file)) {
            jar.putNextEntry(new ZipEntry(file));
            jar.write(in.readAllBytes());
            jar.closeEntry();
        }
        return new Program(out.toByteArray(), Sha256.hex(out.toByteArray()), entry, HEAP_MIB);
    }

    /** Begins one, from nothing until it has started. */
    RemoteService begin(int cpuPercent) throws Exception {
        return begin(Spinner.class, cpuPercent, host());
    }

    /** Begins one of a kind, with a host of its own. */
    RemoteService begin(Class<? extends Service> type, int cpuPercent, Host host) throws Exception {
        Quota quota = new Quota(4, cpuPercent, 1 << 20, 8, 1_000, 1 << 20, 1 << 10, 60);
        Permit permit =
                new Permit("org.example.bench", "1.0.0", "bench", Map.of(), Set.of(), quota, "ext.bench", Map.of());
        CpuMeter cpu = new CpuMeter(new SystemClock(), ManagementFactory.getThreadMXBean()::getThreadCpuTime);
        RemoteService service = new RemoteService(
                program(type), launcher, new Staff("bench", () -> permit, scheduler, cpu, System.err::println));
        service.make();
        service.start(host);
        return service;
    }

    /** A host that nobody asks for anything: it has facades, and they do nothing. */
    private static Host host() {
        return (Host) silent(Host.class);
    }

    private static Object silent(Class<?> type) {
        return Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) ->
                        method.getReturnType().isInterface() ? silent(method.getReturnType()) : null);
    }

    /** Returns a number in kilobytes that the kernel knows of a process. */
    static long kilobytes(RemoteService of, String what) throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(of.child().pid()), "status")).stream()
                .filter(line -> line.startsWith(what + ":"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                .findFirst()
                .orElseThrow();
    }

    /** Returns processor time of a process, in seconds. */
    static double cpuSeconds(RemoteService of) throws IOException {
        String stat = Files.readString(Path.of("/proc", Long.toString(of.child().pid()), "stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / 100.0; // proc(5): utime, stime in ticks
    }

    @Override
    public void close() throws IOException {
        launcher.close();
        scheduler.close();
    }
}
