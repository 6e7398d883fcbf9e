package org.qgate.ext.testkit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.qgate.ext.Service;
import org.qgate.ext.event.Event;

/** One node of a {@link TestNetwork}: what extenders keep, who is in office, and whether its vault is open. Thread-safe. */
public final class TestNode {
    private final TestNetwork network;
    private final Turns turns;
    private final String id;
    private final byte[] seed;
    private final Map<String, Shelf> shelves = new HashMap<>();
    private final Map<String, Meter> meters = new HashMap<>();
    private final Map<String, KitLog.Book> books = new HashMap<>();
    private final Map<String, TestExtender> extenders = new LinkedHashMap<>();
    private final List<TestHost> all = new ArrayList<>();
    private final List<TestHost> office = new ArrayList<>();
    private boolean listening = true;
    private TestHost peer;

    TestNode(TestNetwork network, String id, byte[] seed) {
        this.network = network;
        this.id = id;
        this.seed = seed;
        turns = network.turns();
    }

    /** Returns its id, by which others dial it. */
    public String id() {
        return id;
    }

    /** Returns where it belongs to. */
    public TestNetwork network() {
        return network;
    }

    /**
     * Installs and starts an extender, in the place of one with the same id.
     *
     * @param maker makes the entry class anew at each start, as a node does
     * @throws Exception what its {@code start} threw, or that it does not serve what it provides
     */
    public TestExtender install(Sheet sheet, Supplier<? extends Service> maker) throws Exception {
        TestExtender extender = new TestExtender(this, sheet, maker);
        TestExtender before;
        synchronized (turns) {
            before = extenders.put(sheet.id(), extender);
        }
        if (before != null) {
            before.stop();
        }
        extender.start();
        return extender;
    }

    /** Makes a host without an extender, for a test that is one itself; {@link TestHost#open} puts it in office. */
    public TestHost host(Sheet sheet) {
        return keep(new TestHost(this, sheet, false));
    }

    private TestHost keep(TestHost host) {
        synchronized (turns) {
            all.removeIf(each -> !each.running());
            all.add(host);
        }
        return host;
    }

    /** Returns a host that may do everything there is, in office: for what a test dials, serves and hears itself. */
    public TestHost peer() {
        synchronized (turns) {
            if (peer == null) {
                peer = keep(new TestHost(this, Sheet.of("peer"), true));
                office.add(peer);
            }
            return peer;
        }
    }

    /** Whether others can dial it. */
    public boolean listening() {
        synchronized (turns) {
            return listening;
        }
    }

    /** Says whether others can dial it: a node that only dials does not listen. */
    public void listening(boolean reachable) {
        synchronized (turns) {
            listening = reachable;
            turns.changed();
        }
    }

    /** Publishes an event of the node, such as {@code node.joined}. */
    public void publish(String topic, Map<String, String> fields) {
        Event event = new Event(topic, turns.wallMs(), Map.copyOf(fields));
        synchronized (turns) {
            List.copyOf(all).forEach(each -> each.heard().take(event));
        }
        network.calm();
    }

    /** Locks the vault: every extender is stopped. */
    public void lock() {
        extenders().forEach(TestExtender::stop);
    }

    /**
     * Unlocks the vault: every extender is started anew.
     *
     * @throws Exception what a {@code start} threw
     */
    public void unlock() throws Exception {
        for (TestExtender each : extenders()) {
            each.start();
        }
    }

    /** Lets the node die, with all its extenders. */
    public void crash() {
        extenders().forEach(TestExtender::crash);
    }

    /** Returns the extenders that were installed. */
    public List<TestExtender> extenders() {
        synchronized (turns) {
            return List.copyOf(extenders.values());
        }
    }

    /** Returns the log of an extender, oldest line first; at most 1,000 lines. */
    public List<LogLine> log(String extender) {
        return new KitLog(new Pass(turns, Sheet.of(extender), meter(extender), false), book(extender)).lines();
    }

    /** Returns what an extender's permissions were used for. */
    public List<Use> uses(String extender) {
        return meter(extender).all();
    }

    Shelf shelf(String extender) {
        synchronized (turns) {
            return shelves.computeIfAbsent(extender, any -> new Shelf());
        }
    }

    Meter meter(String extender) {
        synchronized (turns) {
            return meters.computeIfAbsent(extender, any -> new Meter(turns));
        }
    }

    KitLog.Book book(String extender) {
        synchronized (turns) {
            return books.computeIfAbsent(extender, any -> new KitLog.Book());
        }
    }

    byte[] seed() {
        return seed;
    }

    /** Puts a host in office, in the place of another one: one step. */
    void office(Optional<TestHost> before, TestHost next) {
        synchronized (turns) {
            before.ifPresent(office::remove);
            office.remove(next);
            office.add(next);
            turns.changed();
        }
    }

    void leave(TestHost host) {
        synchronized (turns) {
            office.remove(host);
            turns.changed();
        }
    }

    boolean inOffice(TestHost host) {
        synchronized (turns) {
            return office.contains(host);
        }
    }

    private Optional<TestHost> seat(String protocol) {
        return office.stream().filter(each -> each.served().serves(protocol)).findFirst();
    }

    Optional<KitNet> serving(String protocol) {
        return listening ? seat(protocol).map(TestHost::served) : Optional.empty();
    }

    boolean paused(String protocol) {
        return seat(protocol).map(TestHost::paused).orElse(false);
    }

    void lose(Optional<String> protocol) {
        all.forEach(each -> each.served().lose(protocol));
    }

    void close() {
        List<TestHost> left;
        synchronized (turns) {
            left = List.copyOf(all);
        }
        left.forEach(TestHost::end);
    }
}
