package org.qgate.sim;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.BooleanSupplier;
import org.qgate.api.net.IpAddress;

/**
 * Virtual time and network. One event at a time, ordered by time, then by the order in which they were scheduled; all on
 * the calling thread. A test makes a world with a seed, adds hosts, and calls {@link #runUntil} or {@link #run}. Every
 * failure names the seed.
 */
public final class SimWorld {
    private static final long MAX_EVENTS = 20_000_000;

    private record Event(long timeNs, long sequence, Runnable task) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            int byTime = Long.compare(timeNs, other.timeNs);
            return byTime != 0 ? byTime : Long.compare(sequence, other.sequence);
        }
    }

    private final long seed;
    private final SimRandom random;
    private final PriorityQueue<Event> queue = new PriorityQueue<>();
    private final List<SimHost> hosts = new ArrayList<>();
    private final Map<IpAddress, SimHost> owners = new HashMap<>();
    private final SimWays ways = new SimWays();
    /** Weather draws from a row of its own, so that it does not change what a test chooses. */
    private final SimRandom chance;

    private int maxChunk = 16_384;
    private int sendBuffer = 256 * 1024;
    private long nowNs;
    private long sequence;
    private long events;
    private long ports;
    private long trace;
    private Throwable failure;
    private boolean failuresExpected;

    /** Makes an empty world. */
    public SimWorld(long seed) {
        this.seed = seed;
        this.random = new SimRandom(seed);
        this.chance = new SimRandom(seed ^ 0x2545f4914f6cdd1dL);
    }

    /** Returns the seed, to be printed when something fails. */
    public long seed() {
        return seed;
    }

    /** Returns numbers for the test's own choices. */
    public SimRandom random() {
        return random;
    }

    /** Adds a host. The first address of a family is what it dials from by default. */
    public SimHost host(IpAddress... addresses) {
        SimHost host = new SimHost(this, hosts.size(), List.of(addresses));
        for (IpAddress address : addresses) {
            if (owners.putIfAbsent(address, host) != null) {
                throw new IllegalArgumentException("address taken: " + address);
            }
        }
        hosts.add(host);
        return host;
    }

    /** Adds a host by the text of its addresses. */
    public SimHost host(String... addresses) {
        IpAddress[] parsed = new IpAddress[addresses.length];
        for (int i = 0; i < addresses.length; i++) {
            parsed[i] = IpAddress.parse(addresses[i]).orElseThrow();
        }
        return host(parsed);
    }

    /** Returns virtual nanoseconds since the world began. */
    public long nowNs() {
        return nowNs;
    }

    /** Returns virtual milliseconds since the world began. */
    public long nowMs() {
        return nowNs / 1_000_000;
    }

    /** Returns how many events ran. */
    public long events() {
        return events;
    }

    /** Returns how many events wait: timers, cancelled ones included until they are due, and what is on its way. */
    public int waiting() {
        return queue.size();
    }

    /**
     * Returns a hash over every event so far, its time and order, and over every byte that arrived where. Equal seeds give
     * equal hashes; a run that differs anywhere gives another one.
     */
    public long traceHash() {
        return trace;
    }

    /** Sets how ways behave that have no setting of their own. */
    public void defaultLink(SimLink link) {
        ways.link(link);
    }

    /** Sets how the way between two hosts behaves. */
    public void link(SimHost a, SimHost b, SimLink link) {
        ways.link(a, b, link);
    }

    /** Sets the weather of ways that have none of their own. */
    public void weather(SimWeather weather) {
        ways.weather(weather);
    }

    /** Sets the weather between two hosts. */
    public void weather(SimHost a, SimHost b, SimWeather weather) {
        ways.weather(a, b, weather);
    }

    /** Sets the largest piece in which bytes arrive; pieces are cut at random, so decoders meet every fragmentation. */
    public void maxChunk(int bytes) {
        maxChunk = bytes;
    }

    /** Sets how much may wait to be sent at an end before it is not writable; a quarter of it makes it so again. */
    public void sendBuffer(int bytes) {
        sendBuffer = bytes;
    }

    int sendBuffer() {
        return sendBuffer;
    }

    /** Nothing passes between two hosts until {@link #heal}; what was sent waits. */
    public void cut(SimHost a, SimHost b) {
        cutOneWay(a, b);
        cutOneWay(b, a);
    }

    /** Nothing passes from one host to another until {@link #heal}, acknowledgements of what comes back included. */
    public void cutOneWay(SimHost from, SimHost to) {
        ways.cut(from, to);
    }

    /** Cuts all ways between some hosts and some others. */
    public void partition(Collection<SimHost> some, Collection<SimHost> others) {
        some.forEach(one -> others.forEach(other -> cut(one, other)));
    }

    /** Lets pass what a cut held back. */
    public void heal(SimHost a, SimHost b) {
        if (ways.heal(a, b)) {
            a.ports().retry(b);
            b.ports().retry(a);
        }
    }

    /** Lets pass what any cut held back. */
    public void healAll() {
        for (SimHost one : hosts) {
            for (SimHost other : hosts.subList(one.index() + 1, hosts.size())) {
                heal(one, other);
            }
        }
    }

    /** Resets all connections between two hosts at once: a box on the way forgot them. */
    public void sever(SimHost a, SimHost b) {
        a.ports().sever(b);
        b.ports().sever(a);
    }

    /** From now on exceptions of handlers and tasks do not fail the run; see {@link SimHost#failures}. */
    public void expectFailures() {
        failuresExpected = true;
    }

    /** Runs a task as an event of no host. */
    public void at(long delayMs, Runnable task) {
        schedule(delayMs * 1_000_000, task);
    }

    /** Lets virtual time pass. */
    public void run(long forMs) {
        long end = nowNs + forMs * 1_000_000;
        long budget = events + MAX_EVENTS;
        while (!queue.isEmpty() && queue.peek().timeNs() <= end) {
            step(budget);
        }
        nowNs = end;
    }

    /**
     * Lets virtual time pass until a condition holds; it is asked after each event.
     *
     * @throws AssertionError with the seed, when it does not hold in time or nothing is left to happen
     */
    public void runUntil(String what, BooleanSupplier condition, long atMostMs) {
        long end = nowNs + atMostMs * 1_000_000;
        long budget = events + MAX_EVENTS;
        while (!condition.getAsBoolean()) {
            if (queue.isEmpty() || queue.peek().timeNs() > end) {
                String why = queue.isEmpty() ? "nothing is left to happen" : "not within " + atMostMs + " ms";
                throw new AssertionError(describe(what + ": " + why));
            }
            step(budget);
        }
    }

    /** As {@link #runUntil(String, BooleanSupplier, long)}, without a name for the condition. */
    public void runUntil(BooleanSupplier condition, long atMostMs) {
        runUntil("condition", condition, atMostMs);
    }

    private void step(long budget) {
        if (events >= budget) {
            throw new AssertionError(describe("more than " + MAX_EVENTS + " events in one run"));
        }
        Event event = queue.remove();
        nowNs = event.timeNs();
        events++;
        trace(event.timeNs() ^ event.sequence() << 32);
        try {
            event.task().run();
        } catch (AssertionError failed) {
            throw new AssertionError(describe(String.valueOf(failed.getMessage())), failed);
        }
        if (failure != null && !failuresExpected) {
            throw new AssertionError(describe("a handler or task threw " + failure), failure);
        }
    }

    private String describe(String what) {
        return what + " (seed " + seed + "L, virtual time " + nowMs() + " ms, " + events + " events, trace "
                + Long.toHexString(trace) + ")";
    }

    void schedule(long delayNs, Runnable task) {
        queue.add(new Event(nowNs + Math.max(0, delayNs), sequence++, task));
    }

    void failed(Throwable thrown) {
        if (failure == null) {
            failure = thrown;
        }
    }

    SimWays ways() {
        return ways;
    }

    SimRandom chance() {
        return chance;
    }

    /** Adds to the hash of all that happened. */
    void trace(long what) {
        trace = (trace ^ what) * 0x9e3779b97f4a7c15L;
        trace ^= trace >>> 29;
    }

    SimHost owner(IpAddress address) {
        return owners.get(address);
    }

    /** Returns the next piece's length: often large, sometimes a few bytes, so that every boundary is met. */
    int chunk(int available) {
        int bound = random.upTo(8) == 0 ? Math.min(64, maxChunk) : maxChunk;
        return Math.min(available, 1 + (int) random.upTo(bound));
    }

    long nextPort() {
        return ++ports;
    }
}
