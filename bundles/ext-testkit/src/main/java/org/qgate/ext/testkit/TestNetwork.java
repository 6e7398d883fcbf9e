package org.qgate.ext.testkit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Nodes that dial each other within one process, on one clock, with what can go wrong between them. By hand, time passes when
 * a test says so, or when a test waits for something and nothing else could happen; so a test takes no time and always goes the same
 * way. Threads of extenders must wait within their host for that: in a call, a read, a pause. Thread-safe.
 */
public final class TestNetwork implements AutoCloseable {
    /** What gets lost. */
    enum Loss {
        REQUEST,
        RESPONSE
    }

    private final Turns turns;
    private final Draws draws;
    private final Map<String, TestNode> nodes = new HashMap<>();
    private final List<TestNode> inOrder = new ArrayList<>();
    private final Map<String, Integer> numbers = new HashMap<>();
    private final Map<Loss, Map<String, Integer>> losses = new HashMap<>();
    private final Set<Set<String>> parted = new HashSet<>();
    private long delayMs;

    private TestNetwork(boolean live, long seed) {
        turns = new Turns(live);
        draws = new Draws(seed);
    }

    /** A network on a clock by hand, where random bytes are the same at each run. */
    public static TestNetwork byHand() {
        return byHand(1);
    }

    /** A network on a clock by hand, with other random bytes for each seed. */
    public static TestNetwork byHand(long seed) {
        return new TestNetwork(false, seed);
    }

    /** A network on the clock of this machine. */
    public static TestNetwork live() {
        return new TestNetwork(true, 1);
    }

    /** Adds a node. */
    public TestNode node() {
        synchronized (turns) {
            byte[] seed = draws.bytes(32);
            String id = HexFormat.of().formatHex(Draws.hash(seed, "node id"));
            TestNode node = new TestNode(this, id, seed);
            nodes.put(id, node);
            inOrder.add(node);
            return node;
        }
    }

    /** Moves the clock, moment by moment: whatever is due at one ends before the next one comes. */
    public void advance(long ms) throws InterruptedException {
        turns.advance(ms);
    }

    /** Waits until no extender has anything left to do at this moment. */
    public void settle() throws InterruptedException {
        turns.settle();
    }

    /** Returns the time of all nodes, in milliseconds since 1970. */
    public long wallMs() {
        return turns.wallMs();
    }

    /** Lets everything that is sent from now on take so long, in each direction. */
    public void delay(long ms) {
        synchronized (turns) {
            delayMs = ms;
        }
    }

    /** Lets the next calls of a protocol get lost on their way there: nobody serves them. */
    public void loseRequests(String protocol, int count) {
        lose(Loss.REQUEST, protocol, count);
    }

    /** Lets the next calls of a protocol get lost on their way back: they were served. */
    public void loseResponses(String protocol, int count) {
        lose(Loss.RESPONSE, protocol, count);
    }

    private void lose(Loss what, String protocol, int count) {
        synchronized (turns) {
            losses.computeIfAbsent(what, any -> new HashMap<>()).put(protocol, count);
        }
    }

    /** Resets every open stream. */
    public void loseStreams() {
        lose(Optional.empty());
    }

    /** Resets every open stream of a protocol. */
    public void loseStreams(String protocol) {
        lose(Optional.of(protocol));
    }

    private void lose(Optional<String> protocol) {
        synchronized (turns) {
            inOrder.forEach(each -> each.lose(protocol));
        }
        calm();
    }

    /** Lets two nodes reach each other no more. Open streams between all nodes are reset. */
    public void part(TestNode one, TestNode other) {
        synchronized (turns) {
            parted.add(Set.of(one.id(), other.id()));
            turns.changed();
        }
        loseStreams();
    }

    /** Lets two nodes reach each other again. */
    public void join(TestNode one, TestNode other) {
        synchronized (turns) {
            parted.remove(Set.of(one.id(), other.id()));
            turns.changed();
        }
    }

    Turns turns() {
        return turns;
    }

    Draws draws() {
        return draws;
    }

    long delayMs() {
        synchronized (turns) {
            return delayMs;
        }
    }

    boolean loses(Loss what, String protocol) {
        Map<String, Integer> left = losses.getOrDefault(what, Map.of());
        int count = left.getOrDefault(protocol, 0);
        if (count > 0) {
            left.put(protocol, count - 1);
        }
        return count > 0;
    }

    boolean parted(String one, String other) {
        return !one.equals(other) && parted.contains(Set.of(one, other));
    }

    Optional<TestNode> find(String id) {
        return Optional.ofNullable(nodes.get(id)).filter(TestNode::listening);
    }

    List<String> nodes(String protocol) {
        synchronized (turns) {
            return inOrder.stream()
                    .filter(each -> each.serving(protocol).isPresent())
                    .map(TestNode::id)
                    .toList();
        }
    }

    /** A number for a text, the same each time. */
    int number(String text) {
        return numbers.computeIfAbsent(text, any -> numbers.size() + 1);
    }

    /** On a clock by hand, lets a test go on only when nothing else can. */
    void calm() {
        if (!turns.live() && !(Thread.currentThread() instanceof Crew.Member)) {
            try {
                turns.settle();
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Ends everything that runs on all nodes. */
    @Override
    public void close() {
        List<TestNode> all;
        synchronized (turns) {
            all = List.copyOf(inOrder);
        }
        all.forEach(TestNode::close);
    }
}
