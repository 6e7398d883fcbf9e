package org.qgate.transport.internal;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.util.collection.LongObjectHashMap;
import io.netty.util.collection.LongObjectMap;
import io.netty.util.concurrent.FastThreadLocalThread;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.GlobalEventExecutor;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.qgate.api.base.Clock;
import org.qgate.api.transport.PortInfo;
import org.qgate.transport.TransportSettings;

/** The one data event loop with all that lives on it: ports by number, scratch memory, counters, the budget. */
final class Loop {
    private static final long STOP_TIMEOUT_MS = 5_000;

    private final Clock clock;
    private final Backend backend;
    private final MultiThreadIoEventLoopGroup group;
    private final EventLoop events;
    private final ByteBufAllocator allocator;
    private final Counters counters = new Counters();
    private final RateLimitedLog log;
    private final Budget budget;
    private final AtomicLong numbers = new AtomicLong();
    private final LongObjectMap<Port> ports = new LongObjectHashMap<>();
    private final LongObjectMap<TcpListener> listeners = new LongObjectHashMap<>();
    private final byte[] readScratch;
    private volatile TransportSettings settings;
    private volatile int openPorts;
    private volatile List<PortInfo> listening = List.of();
    private volatile Thread standIn;

    Loop(TransportSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.log = new RateLimitedLog(clock);
        this.budget = new Budget(this, settings.byteBudget());
        this.readScratch = new byte[2 * settings.readBytes()];
        this.backend = Backend.choose(settings.backend());
        // These pin the class loader of whoever touches them first: it must be the transport's.
        GlobalEventExecutor.INSTANCE.isShutdown();
        // One thread allocates: one arena. Chunks of 4 MiB (8 KiB pages, order 9) keep an idle node small.
        this.allocator = new PooledByteBufAllocator(true, 0, 1, 8192, 9, 256, 64, true);
        this.group = new MultiThreadIoEventLoopGroup(1, Loop::thread, backend.ioHandlers());
        this.events = group.next();
    }

    private static Thread thread(Runnable work) {
        Thread thread = new FastThreadLocalThread(work, "qgate-loop-0");
        thread.setContextClassLoader(Loop.class.getClassLoader());
        thread.setDaemon(true);
        return thread;
    }

    Clock clock() {
        return clock;
    }

    Backend backend() {
        return backend;
    }

    EventLoop events() {
        return events;
    }

    ByteBufAllocator allocator() {
        return allocator;
    }

    Counters counters() {
        return counters;
    }

    RateLimitedLog log() {
        return log;
    }

    Budget budget() {
        return budget;
    }

    TransportSettings settings() {
        return settings;
    }

    void configure(TransportSettings changed) {
        settings = changed;
        execute(() -> budget.limit(changed.byteBudget()));
    }

    /** Returns where arriving bytes are put together before they are offered; valid until the next delivery. */
    byte[] readScratch() {
        return readScratch;
    }

    long nextNumber() {
        return numbers.incrementAndGet();
    }

    /** Returns what listens now. Thread-safe. */
    List<PortInfo> listening() {
        return listening;
    }

    int openPorts() {
        return openPorts;
    }

    /** Whether no connection may begin. One that begins while reading waits for room is read soon: it holds nothing yet. */
    boolean full() {
        return !hasRoomFor(1);
    }

    /** Whether so many ports may begin. */
    boolean hasRoomFor(int more) {
        return openPorts + more <= settings.maxConnections() && !budget.exhausted();
    }

    void add(Port port) {
        ports.put(port.number(), port);
        openPorts = ports.size();
    }

    void remove(Port port) {
        ports.remove(port.number());
        openPorts = ports.size();
    }

    Port port(long number) {
        return ports.get(number);
    }

    void add(TcpListener listener) {
        listeners.put(listener.number(), listener);
        listening = listeners().stream().map(TcpListener::info).toList();
    }

    void remove(TcpListener listener) {
        listeners.remove(listener.number());
        listening = listeners().stream().map(TcpListener::info).toList();
    }

    TcpListener listener(long number) {
        return listeners.get(number);
    }

    /** Returns a role's connections: a copy, since what is done to them may remove them. */
    List<Port> portsOf(RoleSlot role) {
        List<Port> found = new ArrayList<>();
        for (Port port : ports.values()) {
            if (port.role() == role) {
                found.add(port);
            }
        }
        found.sort(Comparator.comparingLong(Port::number));
        return found;
    }

    List<TcpListener> listenersOf(RoleSlot role) {
        return listeners().stream().filter(listener -> listener.role() == role).toList();
    }

    List<TcpListener> listeners() {
        return listeners.values().stream()
                .sorted(Comparator.comparingLong(TcpListener::number))
                .toList();
    }

    Optional<Port> fullest() {
        return ports.values().stream().max(Comparator.comparingLong(Port::bufferedBytes));
    }

    /** Returns the ports whose bytes have waited so long, longest first. */
    List<Port> waitingFor(long atLeastNs) {
        long nowNs = clock.monoNs();
        return ports.values().stream()
                .filter(port -> waitedNs(port, nowNs) >= atLeastNs)
                .sorted(Comparator.comparingLong(port -> -waitedNs(port, nowNs)))
                .toList();
    }

    /** What an owner that did not pause left behind waits for what follows it: that does not count. */
    private static long waitedNs(Port port, long nowNs) {
        long inward = port.reading().held(Reading.OWNER) ? port.inlet().waitedNs(nowNs) : 0;
        return Math.max(inward, port.outlet().waitedNs(nowNs));
    }

    /** Whether the calling thread may do what belongs on the loop: its own, or who stands for it while it is stopped. */
    boolean inLoop() {
        return events.inEventLoop() || standIn == Thread.currentThread();
    }

    /** While the loop's thread waits at the gate, another one may do its work; null ends that. */
    void standIn(Thread thread) {
        standIn = thread;
    }

    void execute(Runnable task) {
        events.execute(task);
    }

    ScheduledFuture<?> after(long delayMs, Runnable task) {
        return events.schedule(task, delayMs, TimeUnit.MILLISECONDS);
    }

    /** Runs a step on the loop and waits for it: a barrier after which no earlier delivery is under way. */
    <T> T call(Callable<T> step) {
        if (inLoop()) {
            try {
                return step.call();
            } catch (RuntimeException failed) {
                throw failed;
            } catch (Exception checked) {
                throw new IllegalStateException(checked);
            }
        }
        Future<T> done = events.submit(step).awaitUninterruptibly();
        if (done.cause() instanceof RuntimeException failed) {
            throw failed;
        }
        if (!done.isSuccess()) {
            throw new IllegalStateException("the event loop could not run a step", done.cause());
        }
        return done.getNow();
    }

    void run(Runnable step) {
        call(() -> {
            step.run();
            return null;
        });
    }

    boolean stopping() {
        return group.isShuttingDown();
    }

    /** Closes every socket at once and ends the thread. */
    void stop() {
        if (!stopping()) {
            run(() -> {
                listeners().forEach(TcpListener::close);
                List.copyOf(ports.values()).forEach(Port::discard);
            });
        }
        group.shutdownGracefully(0, STOP_TIMEOUT_MS, TimeUnit.MILLISECONDS).awaitUninterruptibly(2 * STOP_TIMEOUT_MS);
    }
}
