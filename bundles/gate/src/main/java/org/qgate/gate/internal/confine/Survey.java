package org.qgate.gate.internal.confine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.qgate.api.base.Scheduler;
import org.qgate.gate.Confinement;

/** Finds out what would hold a process on this machine, by holding one. */
final class Survey {
    private static final long PROBE_MS = 10_000;
    /** As small as any that is run. */
    private static final Limits SMALL = new Limits(16, 100, 1);

    private static final String ADVICE =
            "; install bubblewrap (Debian: apt-get install bubblewrap) and run extender:doctor";

    private final Scheduler scheduler;
    private final Place place;
    private final String main;

    Survey(Scheduler scheduler, Place place, String main) {
        this.scheduler = scheduler;
        this.place = place;
        this.main = main;
    }

    /** What is there, or why nothing is. */
    record Finding(Optional<Machine> machine, Confinement confinement) {
        static Finding none(String reason) {
            return new Finding(Optional.empty(), new Confinement(false, "", reason));
        }
    }

    /** Looks, and tries. */
    Finding look(RunFolder run) {
        String arch = System.getProperty("os.arch");
        Optional<Architecture> architecture = Architecture.of(arch);
        Optional<Path> program = Bubblewrap.find(place.path());
        if (!System.getProperty("os.name").equals("Linux") || architecture.isEmpty()) {
            return Finding.none("no processes are held on " + System.getProperty("os.name") + " " + arch
                    + ", only on Linux on x86-64 and aarch64");
        }
        if (program.isEmpty()) {
            return Finding.none("there is no bwrap" + ADVICE);
        }
        try {
            return tried(machine(architecture.get(), program.get(), run));
        } catch (IOException broken) {
            return Finding.none("what holds a process cannot be made ready: " + broken);
        }
    }

    private Machine machine(Architecture architecture, Path program, RunFolder run) throws IOException {
        if (!Files.isDirectory(place.sandbox())) {
            throw new IOException("the distribution has no folder " + place.sandbox());
        }
        Map<String, Path> jars = Machine.jars(place.sandbox());
        Path filter = Files.write(run.path().resolve("filter"), SystemCallFilter.program(architecture));
        JavaCommand java = new JavaCommand(JavaRuntime.own(), List.copyOf(jars.keySet()), main);
        String means = version(program) + ", seccomp";
        return new Machine(
                new Bubblewrap(program, place.hidden()), java, jars, filter, new Confinement(true, means, ""));
    }

    private static String version(Path program) throws IOException {
        Process asked = new ProcessBuilder(program.toString(), "--version")
                .redirectErrorStream(true)
                .start();
        asked.getOutputStream().close();
        try (var answer = asked.inputReader()) {
            return Optional.ofNullable(answer.readLine()).orElse("bubblewrap");
        }
    }

    private Finding tried(Machine machine) throws IOException {
        Warden warden = Warden.begin(machine.filter(), SMALL, "", machine.probe(SMALL));
        Words words = new Words();
        AutoCloseable end = scheduler.schedule("extender probe", PROBE_MS, 0, warden::destroy);
        words.listen(warden.words());
        warden.end();
        int status = warden.status();
        warden.gone(TimeUnit.SECONDS.toMillis(1));
        close(end);
        if (status == 0) {
            return new Finding(Optional.of(machine), machine.found());
        }
        return Finding.none(
                machine.found().means() + " holds no process here (" + Ending.of(status) + "): " + words.text());
    }

    private static void close(AutoCloseable timer) throws IOException {
        try {
            timer.close();
        } catch (Exception broken) {
            throw new IOException(broken);
        }
    }
}
