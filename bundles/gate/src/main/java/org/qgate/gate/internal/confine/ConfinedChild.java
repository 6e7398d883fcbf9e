package org.qgate.gate.internal.confine;

import java.nio.channels.SocketChannel;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.qgate.gate.internal.process.Child;

/** A process with its warden, and its share of the processor. Thread-safe. */
final class ConfinedChild implements Child {
    /** So long the warden has to end everything before it is ended itself. */
    private static final long GOODBYE_MS = 2_000;

    private static final String LATE = "it did not connect in time";

    private final Warden warden;
    private final byte[] token;
    private final Words words = new Words();
    private final CompletableFuture<String> ended = new CompletableFuture<>();
    private final AtomicReference<String> killed = new AtomicReference<>();
    private volatile SocketChannel channel;
    private volatile long killedNs;
    private volatile LongSupplier nodeNs = () -> 0;
    private volatile long pid;
    private volatile long ownNs;
    private volatile OptionalLong connectBy = OptionalLong.empty();
    private long began;
    private DutyCycle cycle;
    private boolean paused;
    private boolean still;
    private boolean stands;

    ConfinedChild(Warden warden, byte[] token) {
        this.warden = warden;
        this.token = token;
    }

    /** Listens to it until its end; for a thread of its own. */
    void listen() {
        words.listen(warden.words());
        warden.end();
        int status = warden.status();
        if (!warden.gone(GOODBYE_MS)) {
            warden.destroy();
        }
        ended.complete(sentence(status));
    }

    private String sentence(int status) {
        String why = killed.get();
        if (why != null) {
            return why;
        }
        String said = words.text();
        return "its process ended " + Ending.of(status) + (said.isEmpty() ? "" : "; it said: " + said);
    }

    /** It has to have connected by then. */
    void until(long timeNs) {
        connectBy = OptionalLong.of(timeNs);
    }

    /** Waits until the process is there; from now on it has its share and no more. */
    void begin(Limits limits, long patienceNs) {
        long number = warden.pid();
        Optional<ProcessClock> clock = number == 0 ? Optional.empty() : ProcessClock.of(number);
        clock.ifPresent(first -> {
            warden.threads(number, limits.allThreads());
            synchronized (this) {
                began = first.began();
                cycle = new DutyCycle(limits.cpuPercent(), patienceNs, System.nanoTime(), first.cpuNs());
                pid = number;
            }
        });
    }

    void connected(SocketChannel with) {
        connectBy = OptionalLong.empty();
        channel = with;
    }

    /** Looks how much it has used, and lets it stand still or go on; to be called often. */
    void look() {
        OptionalLong by = connectBy;
        if (killed.get() != null) {
            insist();
        } else if (by.isPresent() && System.nanoTime() - by.getAsLong() > 0) {
            kill(LATE);
        } else if (pid != 0) {
            ProcessClock.of(pid).filter(clock -> clock.began() == began).ifPresent(this::measure);
        }
    }

    private void insist() {
        if (System.nanoTime() - killedNs > TimeUnit.MILLISECONDS.toNanos(GOODBYE_MS)) {
            warden.destroy();
        }
    }

    private void measure(ProcessClock clock) {
        ownNs = clock.cpuNs();
        boolean over;
        synchronized (this) {
            still = cycle.look(System.nanoTime(), clock.cpuNs() + nodeNs.getAsLong());
            over = cycle.overdrawn();
            apply();
        }
        if (over) {
            kill("it wanted more than its share of the processor for too long");
        }
    }

    private void apply() {
        boolean wanted = paused || still;
        if (wanted != stands && pid != 0) {
            stands = wanted;
            if (wanted) {
                warden.pause(pid);
            } else {
                warden.resume(pid);
            }
        }
    }

    boolean hasEnded() {
        return ended.isDone();
    }

    /** Ends one that did not connect, and returns what became of it. */
    String giveUp() {
        kill(LATE);
        try {
            return ended.get(2 * GOODBYE_MS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException impossible) {
            warden.destroy();
            return LATE;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return LATE;
        }
    }

    @Override
    public SocketChannel channel() {
        return channel;
    }

    @Override
    public byte[] token() {
        return token.clone();
    }

    @Override
    public long pid() {
        return pid;
    }

    @Override
    public CompletionStage<String> ended() {
        return ended.copy();
    }

    @Override
    public synchronized void pause() {
        paused = true;
        apply();
    }

    @Override
    public synchronized void resume() {
        paused = false;
        apply();
    }

    @Override
    public void charge(LongSupplier cpuNs) {
        long before = cpuNs.getAsLong(); // of an earlier process
        nodeNs = () -> cpuNs.getAsLong() - before;
    }

    @Override
    public synchronized void begun() {
        if (cycle != null) {
            cycle.begun();
        }
    }

    @Override
    public long cpuNs() {
        return ownNs;
    }

    @Override
    public void kill() {
        kill("its process was ended");
    }

    /** Kills it, for a reason. */
    void kill(String why) {
        if (killed.get() == null) {
            killedNs = System.nanoTime();
            killed.compareAndSet(null, why);
        }
        warden.end();
    }
}
