package org.qgate.gate.internal.host;

import java.lang.reflect.InvocationTargetException;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.qgate.api.base.Workers;
import org.qgate.api.error.ExtenderError;
import org.qgate.api.error.QGateException;
import org.qgate.api.protocol.Caller;
import org.qgate.api.protocol.ProtocolStream;
import org.qgate.ext.Permission;
import org.qgate.ext.Service;
import org.qgate.gate.InstanceStatus;
import org.qgate.gate.Permit;
import org.qgate.gate.internal.facade.Access;
import org.qgate.gate.internal.facade.ExtenderHost;
import org.qgate.gate.internal.facade.LogBook;
import org.qgate.gate.internal.process.RemoteService;
import org.qgate.gate.internal.run.Fault;
import org.qgate.gate.internal.run.Result;
import org.qgate.gate.internal.run.Threads;

/**
 * One instance of an extender: the only thing that keeps its objects, until {@link #end}. Every step of its life runs on a
 * thread of its own and has a bound. Thread-safe.
 */
final class Instance {
    private static final long MAKE_MS = 10_000;
    private static final int LARGEST_STATE = 16 << 20;

    private final long number;
    private final long bundleId;
    private final long sinceWallMs;
    private final Access access;
    private final Threads threads;
    private final OwnWorkers workers;
    private final ExtenderHost host;
    private final LogBook book;
    private final LongAdder calls = new LongAdder();
    private final LongAdder failures;
    private final LongAdder restarts = new LongAdder();
    private final AtomicBoolean ended = new AtomicBoolean();
    private volatile Service service;
    private volatile State state = State.MADE;
    private volatile String overdrawn = "";
    private volatile boolean down;

    Instance(
            long number,
            long bundleId,
            long sinceWallMs,
            Access access,
            Threads threads,
            ExtenderHost host,
            LogBook book,
            LongAdder failures) {
        this.number = number;
        this.bundleId = bundleId;
        this.sinceWallMs = sinceWallMs;
        this.access = access;
        this.threads = threads;
        workers = new OwnWorkers(threads);
        this.host = host;
        this.book = book;
        this.failures = failures;
    }

    /** Makes the extender's object. */
    void construct(Class<?> type) {
        Result<Service> made = threads.call(() -> made(type), MAKE_MS);
        service = orThrow(made, ExtenderError.NO_ENTRY_CLASS, ExtenderError.NO_ENTRY_CLASS);
    }

    /** Makes the extender's object in a process of its own. */
    void construct(RemoteService remote) {
        service = remote;
        Result<Void> made = call(remote::make, MAKE_MS);
        orThrow(made, ExtenderError.NO_ENTRY_CLASS, ExtenderError.NO_ENTRY_CLASS);
    }

    private static Service made(Class<?> type) throws ReflectiveOperationException {
        try {
            return (Service) type.getConstructor().newInstance();
        } catch (InvocationTargetException thrown) {
            // In words: the exception belongs to the extender.
            throw new ReflectiveOperationException(Fault.text(thrown.getCause()));
        }
    }

    /** Starts it and makes sure that it registered what it provides. */
    void start(long withinMs) {
        begin(withinMs);
        state = State.STARTED;
    }

    /** Makes it anew in another process and starts it there, in whatever state it is; nothing calls it meanwhile. */
    void revive(RemoteService remote, long withinMs) {
        construct(remote);
        host.renew();
        begin(withinMs);
    }

    private void begin(long withinMs) {
        Service its = service;
        Result<Void> started = call(() -> its.start(host), withinMs);
        orThrow(started, ExtenderError.START_FAILED, ExtenderError.NOT_IN_TIME);
        Set<String> missing = new TreeSet<>(permit().provides());
        missing.removeIf(each -> !access.allows(Permission.NET_ACCEPT, each));
        missing.removeAll(host.served().served().keySet());
        if (!missing.isEmpty()) {
            throw new QGateException(ExtenderError.NOT_PROVIDED, name() + " does not serve " + missing);
        }
    }

    /** Something of an extender that returns nothing. */
    @FunctionalInterface
    private interface Step {
        void run() throws Exception;
    }

    private Result<Void> call(Step step, long atMostMs) {
        return threads.call(
                () -> {
                    step.run();
                    return null;
                },
                atMostMs);
    }

    private <T> T orThrow(Result<T> result, ExtenderError failed, ExtenderError late) {
        if (result.ended()) {
            return result.value();
        }
        String words = result.failure().orElseThrow();
        note(words);
        throw new QGateException(result.late() ? late : failed, name() + ": " + words);
    }

    /** Returns a copy of what it gives to the next one. */
    byte[] exportState(long atMostMs) {
        Service its = service;
        Callable<byte[]> step = () -> copy(its.exportState());
        return orThrow(threads.call(step, atMostMs), ExtenderError.EXPORT_FAILED, ExtenderError.EXPORT_FAILED);
    }

    private static byte[] copy(byte[] given) {
        if (given == null || given.length > LARGEST_STATE) {
            throw new IllegalArgumentException("a state has at most " + LARGEST_STATE + " bytes and is never null");
        }
        return given.clone();
    }

    /** Lets it take what another one gave. */
    void importState(byte[] given, String fromVersion, long atMostMs) {
        Service its = service;
        Result<Void> taken = call(() -> its.importState(given, fromVersion), atMostMs);
        orThrow(taken, ExtenderError.IMPORT_FAILED, ExtenderError.IMPORT_FAILED);
    }

    /** Tells it to drain and waits for its streams. */
    void drain(long atMostMs) {
        Service its = service;
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(atMostMs);
        call(() -> its.drain(atMostMs), atMostMs).failure().ifPresent(this::note);
        try {
            host.streams().awaitNone(Math.max(0, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())));
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Ends it: it may say good-bye, then everything that it holds is taken, and its threads are interrupted.
     *
     * @return false when one of them does not end
     */
    boolean end(long atMostMs) {
        if (!ended.compareAndSet(false, true)) {
            return state != State.ABANDONED;
        }
        Service its = service;
        long half = Math.max(1, atMostMs / 2);
        if (its != null && state != State.MADE) {
            call(its::stop, half).failure().ifPresent(this::note);
        }
        access.close();
        host.forget();
        if (its instanceof RemoteService remote) {
            remote.close();
        }
        boolean quiet = threads.end(half);
        service = null;
        if (!quiet) {
            state = State.ABANDONED;
        }
        return quiet;
    }

    /** Serves a call on the calling thread, which is one of the instance's. */
    byte[] serveCall(String protocol, Caller caller, byte[] request) {
        calls.increment();
        try {
            return host.served().serveCall(protocol, caller, request);
        } catch (QGateException refused) {
            throw refused;
        } catch (Throwable thrown) { // an extender may throw anything, and nobody else shall hold it
            throw failed(protocol, thrown);
        }
    }

    /**
     * Serves a stream on the calling thread, which is one of the instance's. A failure resets the stream and is the
     * extender's own affair: it is in its log, not in the node's.
     */
    void serveStream(String protocol, ProtocolStream stream) {
        calls.increment();
        try {
            host.served().serveStream(protocol, stream);
        } catch (QGateException refused) {
            stream.reset();
        } catch (Throwable thrown) { // as above; the stream was reset
            failed(protocol, thrown);
        }
    }

    private QGateException failed(String protocol, Throwable thrown) {
        failures.increment();
        note("failed at " + protocol + ": " + Fault.text(thrown));
        return new QGateException(ExtenderError.SERVER_FAILED, name() + " at " + protocol);
    }

    /** Writes a line of the node's into the extender's log. */
    void note(String text) {
        book.write(permit().version(), "node", text);
    }

    private String name() {
        return permit().id() + " " + permit().version();
    }

    Permit permit() {
        return access.permit();
    }

    void permit(Permit next) {
        threads.limit(next.quota().threads());
        access.permit(next);
    }

    long number() {
        return number;
    }

    Access access() {
        return access;
    }

    Workers workers() {
        return workers;
    }

    Threads threads() {
        return threads;
    }

    ExtenderHost host() {
        return host;
    }

    /** Its own process ended by itself and is begun again. */
    void processEnded() {
        restarts.increment();
        down = true;
        host.interrupt();
    }

    /** Its process runs again. */
    void processBegun() {
        down = false;
    }

    /** Whether its process has ended and another one does not run yet. */
    boolean isDown() {
        return down;
    }

    /** Whether it ended, or was ended. */
    boolean isOver() {
        return ended.get();
    }

    InstanceStatus status(long storeBytes) {
        return new InstanceStatus(
                number,
                bundleId,
                permit().id(),
                permit().version(),
                state.name(),
                overdrawn,
                sinceWallMs,
                threads.busy(),
                threads.queued(),
                host.streams().count(),
                calls.sum(),
                failures.sum(),
                restarts.sum(),
                threads.cpu().totalMs() + (service instanceof RemoteService remote ? remote.cpuMs() : 0),
                storeBytes);
    }

    State state() {
        return state;
    }

    void state(State next) {
        state = next;
    }

    String overdrawn() {
        return overdrawn;
    }

    void overdrawn(String quota) {
        overdrawn = quota;
    }
}
