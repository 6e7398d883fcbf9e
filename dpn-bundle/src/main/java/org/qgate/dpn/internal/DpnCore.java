package org.qgate.dpn.internal;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.qgate.api.base.Clock;
import org.qgate.api.base.Current;
import org.qgate.api.base.Health;
import org.qgate.api.base.HealthReport;
import org.qgate.api.base.HealthState;
import org.qgate.api.base.Scheduler;
import org.qgate.api.base.StateFolder;
import org.qgate.api.dpn.DpnStatus;
import org.qgate.api.error.KernelError;
import org.qgate.api.error.QGateException;
import org.qgate.api.net.IpRange;
import org.qgate.api.network.Circuits;
import org.qgate.api.network.Node;
import org.qgate.api.network.Peers;
import org.qgate.api.network.PortRange;
import org.qgate.api.network.StreamFailure;
import org.qgate.api.network.Streams;
import org.qgate.api.store.Store;
import org.qgate.api.transport.Lease;
import org.qgate.api.transport.Ports;
import org.qgate.api.transport.Role;
import org.qgate.dpn.internal.count.Tally;
import org.qgate.dpn.internal.count.Tally.What;
import org.qgate.dpn.internal.dial.Dialer;
import org.qgate.dpn.internal.entry.EntryDesk;
import org.qgate.dpn.internal.exit.ExitDesk;
import org.qgate.dpn.internal.rules.RuleBook;

/** Entry and exit wired to sockets, rules and settings: what a test builds by hand. Thread-safe. */
final class DpnCore {
    /** What is always there, and where a store comes and goes. */
    record Bedrock(
            Ports ports, StateFolder folder, Health health, Clock clock, Scheduler scheduler, Current<Store> store) {}

    /** The schema of what {@link #freeze} returns. */
    private static final long SCHEMA = 1;

    private static final List<String> SUBSYSTEMS =
            List.of("dpn.config", "dpn.rules", "dpn.exit", "dpn." + Listeners.SOCKS, "dpn." + Listeners.HTTP);

    private final Bedrock bedrock;
    private final Supplier<Optional<Streams>> streams;
    private final Supplier<Optional<Circuits>> circuits;
    private final Tally tally = new Tally();
    private final RuleBook rules;
    private final RuleKeeping keeping;
    private final PortRouter router;
    private final Lease lease;
    private final EntryDesk entry;
    private final ExitDesk exit;
    private final Listeners listeners;
    private final SurroundingsWatch watch;
    private volatile DpnSettings settings = DpnSettings.off();
    private volatile boolean started;
    private volatile boolean parked;
    private List<AutoCloseable> watching = List.of();

    DpnCore(
            Bedrock bedrock,
            Supplier<Optional<Streams>> streams,
            Supplier<Optional<Circuits>> circuits,
            Supplier<Optional<Peers>> peers,
            Supplier<Optional<Node>> node) {
        this.bedrock = bedrock;
        this.streams = streams;
        this.circuits = circuits;
        router = new PortRouter();
        lease = bedrock.ports().claim(Role.DPN, router);
        rules = new RuleBook(RuleKeeping.kept(bedrock.store()));
        keeping = new RuleKeeping(
                rules, bedrock.store(), bedrock.folder(), bedrock.health(), bedrock.clock(), this::endDirect);
        DpnLog log = new DpnLog(bedrock.clock());
        Dialer dialer = new Dialer(lease);
        entry = new EntryDesk(
                lease, dialer, bedrock.clock(), streams, rules, tally, settings.entry(), log::literalAddress);
        exit = new ExitDesk(lease, dialer, bedrock.clock(), streams, tally);
        listeners = new Listeners(lease, bedrock.health());
        watch = new SurroundingsWatch(peers, node, exit::surroundings);
        router.connect(entry, dialer, listeners);
    }

    /** Reads the rules and the configuration and begins to serve. */
    void start(Map<String, ?> properties) {
        lease.open();
        keeping.run();
        configure(properties);
        watch();
        started = true;
    }

    private void watch() {
        watching = List.of(
                bedrock.scheduler().schedule("dpn-surroundings", 0, SurroundingsWatch.PERIOD_MS, watch),
                bedrock.scheduler().schedule("dpn-rules", 0, RuleKeeping.PERIOD_MS, keeping));
    }

    /** The keys have gone, and the rules with them: nobody is served; or they are back. */
    void locked(boolean now) {
        keeping.locked(now);
        lookAtRules();
    }

    private void endDirect() {
        if (started && !parked) {
            lease.execute(entry::endDirect);
        }
    }

    /** A store has come: reads the rules soon. */
    void lookAtRules() {
        if (started) {
            bedrock.scheduler().schedule("dpn-rules-now", 0, 0, keeping);
        }
    }

    /**
     * Takes a new configuration; a bad one is reported and the old one stays. A core that gave its state away takes none:
     * whoever adopts the state reads what is in force then.
     */
    synchronized void configure(Map<String, ?> properties) {
        if (parked) {
            return;
        }
        DpnSettings read;
        try {
            read = DpnSettings.from(properties);
        } catch (QGateException refused) {
            bedrock.health().failed("dpn.config", HealthState.ERROR, refused);
            DpnLog.configurationRefused(refused);
            return;
        }
        settings = read;
        bedrock.health().ok("dpn.config", "configuration taken");
        entry.configure(read.entry());
        exit.configure(read.exit());
        listeners.apply(read);
        reportExit(read);
    }

    private void reportExit(DpnSettings read) {
        if (!read.exit().enabled()) {
            bedrock.health().forget("dpn.exit");
        } else if (read.exit().allow().isEmpty()) {
            bedrock.health().ok("dpn.exit", "exit for " + read.exit().ports().size() + " port range(s)");
        } else {
            bedrock.health()
                    .report(new HealthReport(
                            "dpn.exit",
                            HealthState.WARN,
                            "",
                            "clients may reach " + texts(read.exit().allow()) + " through this exit",
                            "Empty exit_allow_ranges unless this is meant."));
        }
    }

    /** Looks at the surroundings soon, off the caller's thread: the overlay came. */
    void lookAround() {
        if (started) {
            bedrock.scheduler().schedule("dpn-surroundings-now", 0, 0, watch);
        }
    }

    /**
     * The overlay came or went, perhaps without handing over: applications whose streams nobody knows any more are told
     * so, instead of waiting for their time to pass. Any thread.
     */
    void overlayChanged() {
        if (started) {
            lease.execute(() -> {
                Set<Long> asked = entry.waiting();
                if (!asked.isEmpty()) {
                    bedrock.scheduler().schedule("dpn-streams", 0, 0, () -> tellLost(asked));
                }
            });
        }
    }

    /** Asks what stands, which blocks: not on the event loop. */
    private void tellLost(Set<Long> asked) {
        Set<Long> lost = new HashSet<>(asked);
        streams.get().ifPresent(overlay -> overlay.list().forEach(stream -> lost.remove(stream.id())));
        lease.execute(() -> lost.forEach(stream -> entry.failed(stream, StreamFailure.CIRCUIT_LOST)));
    }

    /** Ends: listeners and connections under negotiation are closed. */
    void stop() {
        started = false;
        cancelWatch();
        lease.release();
        SUBSYSTEMS.forEach(bedrock.health()::forget);
    }

    private void cancelWatch() {
        try {
            for (AutoCloseable one : watching) {
                one.close();
            }
        } catch (Exception impossible) {
            throw new IllegalStateException("cancelling a schedule throws nothing", impossible);
        }
    }

    /** Lets following requests use new circuits, and takes none onto the circuits that stand. */
    void newIdentity() {
        entry.newIdentity();
        circuits.get().ifPresent(DpnCore::retire);
    }

    private static void retire(Circuits standing) {
        try {
            standing.retireAll();
        } catch (QGateException refused) {
            if (refused.code() != KernelError.NO_SNAPSHOT) { // before the node joined its network it has no circuits
                throw refused;
            }
        }
    }

    /** Exports what is half done at entry and exit as plain values and forgets it. Event loop only. */
    Map<String, Object> freeze() {
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("schema", SCHEMA);
        state.put("identity", entry.identity());
        state.put("rules", rules.freeze());
        state.put("entry", entry.freeze());
        state.put("exit", exit.freeze());
        return state;
    }

    /** Lets go of the role after {@link #freeze}: its connections wait for whoever claims it next. */
    void park() {
        parked = true;
        lease.park();
    }

    /**
     * Rebuilds a core on the connections that another one had. Event loop only; {@link #goOn} lets it work.
     *
     * @throws QGateException when the configuration cannot be read
     * @throws IllegalArgumentException when the state is not understood
     */
    void adopt(Map<String, ?> properties, Map<String, Object> state) {
        settings = DpnSettings.from(properties);
        entry.configure(settings.entry());
        exit.configure(settings.exit());
        thaw(state);
    }

    /** Lets an adopted core work once the gate opens. Event loop only. */
    void goOn() {
        listeners.adopt(settings, lease.ports());
        lease.open();
        started = true;
        keeping.readAgain(); // who asked the other one for a change while it froze was perhaps served
        watch();
    }

    /**
     * Reads the configuration once more, which may be another one by now. Opens and closes listeners, which blocks: soon,
     * and not here.
     */
    void configureSoon(Supplier<Map<String, Object>> properties) {
        bedrock.scheduler().schedule("dpn-listeners", 0, 0, () -> {
            synchronized (this) {
                configure(properties.get());
            }
        });
    }

    /** Forgets everything: another core has the connections. */
    void leave() {
        started = false;
        cancelWatch();
    }

    /**
     * Takes up what another core exported, after {@link #start}, on a lease that has its connections. Event loop only.
     *
     * @throws IllegalArgumentException when it is not understood; then this core is to be stopped
     */
    @SuppressWarnings("unchecked") // made by freeze(), whose schema is checked first
    void thaw(Map<String, Object> state) {
        if (!Long.valueOf(SCHEMA).equals(state.get("schema"))) {
            throw new IllegalArgumentException("unknown schema of frozen entry and exit: " + state.get("schema"));
        }
        entry.identity((Long) state.get("identity"));
        if (state.containsKey("rules")) {
            rules.thaw((Map<String, Object>) state.get("rules"));
        }
        entry.thaw((List<Map<String, Object>>) state.get("entry"));
        exit.thaw((Map<String, Object>) state.get("exit"));
    }

    /** Returns how many connections were lost by a fault of this core. Thread-safe. */
    long faults() {
        return router.faults();
    }

    EntryDesk entry() {
        return entry;
    }

    ExitDesk exit() {
        return exit;
    }

    RuleBook rules() {
        return rules;
    }

    /** Returns what the descriptor says of the exit. */
    List<PortRange> policy() {
        DpnSettings now = settings;
        return now.exit().enabled() ? now.exit().ports() : List.of();
    }

    DpnStatus status() {
        DpnSettings now = settings;
        return new DpnStatus(
                listeners.address(Listeners.SOCKS),
                listeners.address(Listeners.HTTP),
                now.exit().enabled(),
                policy().stream().map(PortRange::toString).toList(),
                texts(now.exit().allow()),
                entry.negotiating(),
                tally.of(What.ACCEPTED),
                tally.of(What.REFUSED),
                tally.of(What.FAILED),
                tally.of(What.LITERAL_ADDRESSES),
                tally.of(What.EXIT_ACCEPTED),
                tally.of(What.EXIT_REFUSED),
                entry.identity());
    }

    private static List<String> texts(List<IpRange> ranges) {
        return ranges.stream().map(IpRange::toString).toList();
    }
}
