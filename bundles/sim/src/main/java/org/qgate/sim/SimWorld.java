package org.qgate.sim;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
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

    private record Pair(SimHost one, SimHost other) {
        static Pair of(SimHost a, SimHost b) {
            return a.index() <= b.index() ? new Pair(a, b) : new Pair(b, a);
        }
    }

    private final long seed;
    private final SimRandom random;
    private final PriorityQueue<Event> queue = new PriorityQueue<>();
    private final List<SimHost> hosts = new ArrayList<>();
    private final Map<IpAddress, SimHost> owners = new HashMap<>();
    private final Map<Pair, SimLink> links = new HashMap<>();
    private final Set<Pair> cut = new HashSet<>();
    private SimLink defaultLink = SimLink.DEFAULT;
    private int maxChunk = 16_384;
    private long nowNs;
    private long sequence;
    private long events;
    private long ports;
    private Throwable failure;
    private boolean failuresExpected;

    /** Makes an empty world. */
    public SimWorld(long seed) {
        this.seed = seed;
        this.random = new SimRandom(seed);
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

    /** Sets how ways behave that have no setting of their own. */
    public void defaultLink(SimLink link) {
        defaultLink = link;
    }

    /** Sets how the way between two hosts behaves. */
    public void link(SimHost a, SimHost b, SimLink link) {
        links.put(Pair.of(a, b), link);
    }

    /** Sets the largest piece in which bytes arrive; pieces are cut at random, so decoders meet every fragmentation. */
    public void maxChunk(int bytes) {
        maxChunk = bytes;
    }

    /** Nothing passes between two hosts until {@link #heal}; what was sent waits. */
    public void cut(SimHost a, SimHost b) {
        cut.add(Pair.of(a, b));
    }

    /** Lets pass what a cut held back. */
    public void heal(SimHost a, SimHost b) {
        cut.remove(Pair.of(a, b));
        a.ports().retry(b);
        b.ports().retry(a);
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
        return what + " (seed " + seed + "L, virtual time " + nowMs() + " ms, " + events + " events)";
    }

    void schedule(long delayNs, Runnable task) {
        queue.add(new Event(nowNs + Math.max(0, delayNs), sequence++, task));
    }

    void failed(Throwable thrown) {
        if (failure == null) {
            failure = thrown;
        }
    }

    boolean isCut(SimHost a, SimHost b) {
        return cut.contains(Pair.of(a, b));
    }

    SimLink linkOf(SimHost a, SimHost b) {
        return links.getOrDefault(Pair.of(a, b), defaultLink);
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
