package org.qgate.kernel.internal.node;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.qgate.api.crypto.Identity;
import org.qgate.api.error.KernelError;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.VaultError;
import org.qgate.api.transport.Listening;
import org.qgate.api.update.Part;
import org.qgate.api.vault.VaultState;
import org.qgate.kernel.internal.directory.Network;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The node's life: waits for its vault, its store and its network, claims the sockets, starts the overlay, keeps the
 * listener open, ends the overlay when the vault stays locked, drains and stops. Thread-safe.
 */
final class NodeLife {
    private static final Logger LOG = LoggerFactory.getLogger(NodeLife.class);
    private static final long ATTEMPT_MS = 500;

    private final Bedrock bedrock;
    private final Neighbourhood others;
    private final BanList bans;
    private final Watch watch;
    private final Presence presence;
    private final Condition condition;
    private final LinkListener listener;
    private final Lock lock;
    private final Readiness readiness;
    private volatile long startedNs;
    private final Beat attempts;
    private volatile NodeSettings settings;
    private volatile Station station;
    /** What was frozen and whose threads are still there. */
    private Station left;
    /** A hand-over is under way or done: nothing begins by itself. */
    private volatile boolean standing;

    private volatile boolean draining;
    /** Another one's connections are still open, and nobody goes on with them. */
    private boolean leftovers;
    /** Bans that came while this one got ready are not here yet. */
    private boolean bansUnsure;

    private long faultsBefore;
    private Part.Adopted adopted = Part.Adopted.NOTHING;
    private volatile Network network; // kept for adopting: nothing is read and verified behind the closed gate

    /**
     * Makes a life that has not begun.
     *
     * @param presence told each time the overlay begins and ends
     */
    NodeLife(Bedrock bedrock, Neighbourhood others, NodeSettings settings, Presence presence) {
        this.bedrock = bedrock;
        this.others = others;
        this.settings = settings;
        this.presence = presence;
        this.bans = new BanList(others.archive());
        this.watch = new Watch(bedrock.health(), bedrock.audit());
        this.condition = new Condition(bedrock.health(), bedrock.clock());
        this.listener = new LinkListener(bedrock.health());
        this.lock = new Lock(bedrock.clock());
        this.readiness = new Readiness(bedrock, others, bans, condition);
        this.attempts = new Beat(bedrock.scheduler(), this::attempt);
        this.startedNs = bedrock.clock().monoNs();
    }

    /** Begins; nothing happens when it is back in office after a hand-over that failed. */
    synchronized void start() {
        attempts.begin("kernel-join", ATTEMPT_MS);
    }

    /** The vault's state has changed: looks at once, on another thread. */
    void vaultChanged(VaultState now) {
        lock.heard(now);
        bedrock.scheduler().schedule("kernel-vault", 0, 0, this::attempt);
    }

    private void attempt() {
        Station asked = station;
        try {
            advance();
            if (asked != null && asked == station && !standing) {
                Overlay running = asked.overlay();
                watch.saw(asked.loop().ask(running::warnings), asked.loop().ask(running::clockAheadMs));
            }
        } catch (QGateException refused) {
            if (!standing && asked == station) { // else a hand-over came between
                condition.refused(refused);
            }
        }
    }

    private synchronized void advance() {
        if (!attempts.goes() || standing) {
            return; // stopped, or another one's turn
        }
        if (station == null) {
            join();
            return;
        }
        if (locked()) {
            return;
        }
        if (bansUnsure) {
            bans.load();
            bansUnsure = false;
        }
        if (settings.links().relay() && !draining) {
            listener.open(station, settings);
        }
        well();
    }

    /** Returns whether the running overlay has no keys; it ends when that lasts. */
    private boolean locked() {
        switch (lock.next(others.vaultState(), settings.lockGraceMs())) {
            case HOLD -> {
                LOG.warn("the vault is locked: nothing new begins, what stands ends in {} ms", settings.lockGraceMs());
                station.loop().tell(station.overlay()::hold);
            }
            case GO_ON -> goOn(station, lock.wipes());
            case END -> {
                LOG.warn("the vault stays locked: all links are closed");
                end();
            }
            default -> {
                // Nothing has changed.
            }
        }
        if (lock.holds()) {
            condition.waiting("waiting for the vault: it is locked, nothing new begins", VaultError.LOCKED);
        }
        return station == null || lock.holds();
    }

    private void goOn(Station running, int wipes) {
        Identity again = others.cryptoNow().identity(running.overlay().network().id());
        running.loop().tell(() -> running.overlay().release(again));
        lock.over(wipes);
        LOG.info("the vault is unlocked: the node goes on");
    }

    private void join() {
        if (leftovers) {
            Station.closeLeftovers(bedrock, others);
            leftovers = false;
        }
        lock.over(lock.wipes()); // what locks from here on counts for the keys that are asked for now
        Optional<Joining.Membership> found = readiness.look(settings);
        if (found.isPresent()) {
            station = Station.begin(bedrock, others, env -> overlay(env, found.get()));
            LOG.info("the node has joined its network");
            well();
            presence.joined();
            if (settings.links().relay()) {
                listener.open(station, settings);
            }
        }
    }

    private Overlay overlay(LoopEnv env, Joining.Membership membership) {
        return new Overlay(
                env,
                membership.identity(),
                membership.network(),
                others.archive(),
                settings,
                bans::contains,
                others.deciders());
    }

    private void well() {
        condition.well("member of network " + station.overlay().network().id());
    }

    /** Takes new settings; a change of sockets, directory or path rules begins the overlay anew. */
    synchronized void configure(NodeSettings next) {
        NodeSettings before = settings;
        settings = next;
        Station running = station;
        if (running == null || standing) {
            return;
        }
        if (next.needsNewOverlay(before)) {
            LOG.info("the configuration changes sockets or rules: links are closed and made anew");
            end();
        } else {
            running.loop().tell(() -> running.overlay().configure(next));
        }
    }

    /** Stops, after draining for at most the configured time; a part that left only frees its threads. */
    void stop() {
        boolean inOffice = !standing;
        if (inOffice) {
            drainBeforeStop();
        }
        synchronized (this) {
            attempts.end();
            if (left != null) {
                left.abandon();
            }
            if (inOffice) {
                end();
                condition.forget();
                listener.forget();
                watch.forget();
            }
        }
    }

    private void drainBeforeStop() {
        try {
            drain(settings.drainMs());
        } catch (QGateException alreadyDraining) {
            LOG.info("stopping: {}", alreadyDraining.getMessage());
        }
    }

    /** Ends the overlay and forgets what it knew. */
    private void end() {
        Station running = station;
        if (running != null) {
            presence.left();
            running.end();
            station = null;
            listener.now(null);
            bans.forget();
            watch.forget();
            network = null;
        }
    }

    /**
     * Takes no new work, tells the neighbours, and waits.
     *
     * @return whether all ended by themselves
     */
    boolean drain(long atMostMs) {
        Station running = station;
        if (running == null || atMostMs == 0) {
            return true;
        }
        if (draining) {
            throw new QGateException(KernelError.DRAINING, "it drains already");
        }
        draining = true;
        listener.close(running);
        return new Draining(running.env(), bedrock.clock()).drain(running.overlay(), atMostMs);
    }

    // The hand-over. Behind the closed gate the caller stands for the loop, and nobody else runs there.

    /** Reads what adopting will need, so that it is known to be readable. Before the gate closes. */
    void prepare() {
        standing = true;
        if (!readiness.locked()) { // else there is nothing to adopt
            readiness.read(settings).ifPresent(found -> network = found.network());
        }
    }

    /** Stops the overlay and gives its state away. */
    Map<String, Object> freeze() {
        standing = true;
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("uptimeMs", uptimeMs());
        state.put("draining", draining);
        state.put("bans", bans.freeze());
        if (station != null) {
            state.putAll(station.freeze());
            network = station.overlay().network();
            left = station;
            station = null;
        }
        return state;
    }

    /** Rebuilds the overlay; nothing moves yet. */
    @SuppressWarnings("unchecked") // made by freeze
    void adopt(Map<String, Object> state) {
        startedNs = bedrock.clock().monoNs() - (Long) state.get("uptimeMs") * 1_000_000;
        draining = (Boolean) state.get("draining");
        leftovers = false;
        lock.over(lock.wipes()); // keys are asked for now
        if (state.containsKey("bans")) {
            bans.thaw((List<Map<String, Object>>) state.get("bans"));
        }
        if (state.containsKey("overlay")) { // else it waited for its network, and so shall this one
            rebuild(state);
        }
    }

    private void rebuild(Map<String, Object> state) {
        Optional<Joining.Membership> member = Joining.again(network, others.cryptoNow());
        leftovers = member.isEmpty(); // without keys nobody goes on with them: what would end soon ends now
        if (member.isPresent()) {
            station = Station.thaw(bedrock, others, env -> overlay(env, member.get()), state);
            adopted = station.size();
        }
    }

    /** Takes office: traffic goes on once the gate is open. */
    void commit() {
        if (station != null) {
            listener.now(station.go());
            faultsBefore = station.env().table().faults();
            presence.joined();
        }
        Station frozen = left;
        left = null;
        if (frozen != null) { // this part's own, frozen around another one
            bedrock.scheduler().schedule("kernel-left", 0, 0, frozen::abandon);
        }
        bansUnsure = true;
        condition.takingOver(); // so that the next attempt reports that all is well
        standing = false;
        start();
    }

    /** Another one goes on with the state. */
    void leave() {
        standing = true;
        left = station == null ? left : station;
        station = null;
        listener.now(null);
    }

    /** Returns how many connections were lost by faults of this kernel since it took office. */
    long faults() {
        Station running = station;
        return running == null ? 0 : running.env().table().faults() - faultsBefore;
    }

    Part.Adopted adopted() {
        return adopted;
    }

    // What the services ask.

    Optional<Overlay> overlay() {
        return Optional.ofNullable(station).map(Station::overlay);
    }

    /**
     * Returns the running overlay.
     *
     * @throws QGateException QG-KRN-0002 when the node has not joined its network yet
     */
    Overlay joined() {
        return station().overlay();
    }

    private Station station() {
        Station running = station;
        if (running == null) {
            throw new QGateException(KernelError.NO_SNAPSHOT, "not in the network: " + condition.waitingFor());
        }
        return running;
    }

    LoopEnv env() {
        return station().env();
    }

    LoopCalls loop() {
        return station().loop();
    }

    BanList bans() {
        return bans;
    }

    String waitingFor() {
        return condition.waitingFor();
    }

    NodeSettings settings() {
        return settings;
    }

    Listening listening() {
        return listener.now();
    }

    boolean draining() {
        return draining;
    }

    long uptimeMs() {
        return (bedrock.clock().monoNs() - startedNs) / 1_000_000;
    }
}
