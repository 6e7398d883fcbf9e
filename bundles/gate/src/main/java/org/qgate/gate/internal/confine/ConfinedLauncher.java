package org.qgate.gate.internal.confine;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.qgate.api.base.Scheduler;
import org.qgate.api.base.Workers;
import org.qgate.api.error.ExtenderError;
import org.qgate.api.error.QGateException;
import org.qgate.common.release.Sha256;
import org.qgate.gate.Confinement;
import org.qgate.gate.Permit;
import org.qgate.gate.Program;
import org.qgate.gate.internal.confine.Survey.Finding;
import org.qgate.gate.internal.process.Child;
import org.qgate.gate.internal.process.ChildLauncher;

/** Begins processes that bubblewrap holds, each under a warden of its own. Thread-safe; close it to end them all. */
public final class ConfinedLauncher implements ChildLauncher, AutoCloseable {
    /** How often a process is looked at: the most that it can run beyond its share at a time. */
    static final long LOOK_MS = 50;
    /** Processes at once. */
    static final int MOST = 60;

    /** How long one may want more than its share. */
    private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(60);

    private static final String MAIN = "org.qgate.sandbox.child.Main";

    private final Scheduler scheduler;
    private final Place place;
    private final Supplier<byte[]> tokens;
    private final Survey survey;
    private final long patienceNs;
    private final Workers listeners;
    private final AutoCloseable timer;
    private final AtomicLong numbers = new AtomicLong();
    private final Set<ConfinedChild> children = ConcurrentHashMap.newKeySet();
    private RunFolder run;
    private Finding finding;

    /**
     * Begins nothing yet.
     *
     * @param tokens draws unpredictable bytes for each process
     */
    public ConfinedLauncher(Scheduler scheduler, Place place, Supplier<byte[]> tokens) {
        this(scheduler, place, tokens, MAIN, PATIENCE_NS);
    }

    ConfinedLauncher(Scheduler scheduler, Place place, Supplier<byte[]> tokens, String main, long patienceNs) {
        this.scheduler = scheduler;
        this.place = place;
        this.tokens = tokens;
        this.patienceNs = patienceNs;
        survey = new Survey(scheduler, place, main);
        listeners = scheduler.workers("extender-words", MOST, 1);
        timer = scheduler.schedule("extender processes", LOOK_MS, LOOK_MS, () -> children.forEach(ConfinedChild::look));
    }

    @Override
    public Confinement confinement(boolean again) {
        return finding(again).confinement();
    }

    private synchronized Finding finding(boolean again) {
        if (finding == null || again) {
            finding = found();
        }
        return finding;
    }

    private Finding found() {
        try {
            if (run == null) {
                run = RunFolder.open(place.temporary(), place.node());
            }
            return survey.look(run);
        } catch (IOException broken) {
            return Finding.none("there is no folder to meet a process in: " + broken);
        }
    }

    @Override
    public Child launch(Program program, Permit permit, long withinMs) {
        long untilNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(withinMs);
        Finding held = finding(false);
        Machine machine = held.machine()
                .orElseThrow(() -> new QGateException(
                        ExtenderError.NO_CONFINEMENT, held.confinement().reason()));
        requireUnchanged(program);
        try {
            Path folder = folder().child(numbers.incrementAndGet());
            try {
                return launch(machine, folder, program, Limits.of(program, permit), untilNs);
            } finally {
                RunFolder.remove(folder); // a process that is connected needs none of it by name
            }
        } catch (IOException broken) {
            throw new QGateException(ExtenderError.PROCESS_ENDED, permit.id() + ": " + broken.getMessage());
        }
    }

    private synchronized RunFolder folder() {
        return run;
    }

    private static void requireUnchanged(Program program) {
        if (!Sha256.hex(program.bundle()).equals(program.sha256())) {
            throw new QGateException(ExtenderError.PROCESS_ENDED, "its jar is not the one that was verified");
        }
    }

    private Child launch(Machine machine, Path folder, Program program, Limits limits, long untilNs)
            throws IOException {
        Path jar = Files.createFile(
                folder.resolve("p"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(jar, program.bundle());
        byte[] token = tokens.get();
        try (Doorway door = Doorway.open(folder.resolve("s"))) {
            List<String> command = machine.extender(limits, jar, door.path());
            Warden warden =
                    Warden.begin(machine.filter(), limits, HexFormat.of().formatHex(token), command);
            ConfinedChild child = new ConfinedChild(warden, token);
            return admit(watched(child, door), door, limits, untilNs);
        }
    }

    /** From now on its end is noticed, whoever brings it about. */
    private ConfinedChild watched(ConfinedChild child, Doorway door) {
        children.add(child);
        child.ended().thenRun(() -> {
            children.remove(child);
            door.wake();
        });
        if (!listeners.offer(child::listen)) {
            child.kill();
            child.listen();
            throw new QGateException(ExtenderError.PROCESS_ENDED, "there are " + MOST + " processes already");
        }
        return child;
    }

    private Child admit(ConfinedChild child, Doorway door, Limits limits, long untilNs) throws IOException {
        child.until(untilNs);
        child.begin(limits, patienceNs);
        Optional<SocketChannel> comer = door.await(untilNs, child::hasEnded);
        if (comer.isEmpty()) {
            throw new QGateException(ExtenderError.PROCESS_ENDED, child.giveUp());
        }
        child.connected(comer.get());
        return child;
    }

    /** Ends all of them, and what they were held by. */
    @Override
    public synchronized void close() throws IOException {
        children.forEach(ConfinedChild::kill);
        listeners.close();
        try {
            timer.close();
        } catch (Exception broken) {
            throw new IOException(broken);
        }
        if (run != null) {
            run.close();
            run = null;
            finding = Finding.none("the node stops");
        }
    }
}
