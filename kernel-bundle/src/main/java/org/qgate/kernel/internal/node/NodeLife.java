package org.qgate.kernel.internal.node;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.qgate.api.NodeId;
import org.qgate.api.base.HealthReport;
import org.qgate.api.base.HealthState;
import org.qgate.api.crypto.Crypto;
import org.qgate.api.error.BaseError;
import org.qgate.api.error.ErrorCode;
import org.qgate.api.error.KernelError;
import org.qgate.api.error.QGateException;
import org.qgate.api.net.Endpoint;
import org.qgate.api.network.Peers;
import org.qgate.api.transport.ListenRequest;
import org.qgate.api.transport.Listening;
import org.qgate.api.update.Part;
import org.qgate.kernel.internal.directory.Network;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The node's life: waits for its network, claims the sockets, starts the overlay, keeps the listener open, drains and
 * stops. Thread-safe.
 */
final class NodeLife {
    private static final Logger LOG = LoggerFactory.getLogger(NodeLife.class);
    private static final String HEALTH = "kernel";
    private static final String LISTENER_HEALTH = "kernel.listener";
    private static final long ATTEMPT_MS = 500;

    private final Bedrock bedrock;
    private final Neighbourhood others;
    private final BanList bans;
    private final Watch watch;
    private final Presence presence;
    private volatile long startedNs;
    private AutoCloseable attempts;
    private final Trouble trouble = new Trouble();
    private volatile NodeSettings settings;
    private volatile Station station;
    /** What was frozen and whose threads are still there. */
    private Station left;
    /** A hand-over is under way or done: nothing begins by itself. */
    private volatile boolean standing;

    private volatile String waitingFor = "starting";
    private volatile Listening listening;
    private volatile boolean draining;
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
        this.bans = new BanList(bedrock.state());
        this.watch = new Watch(bedrock.health(), bedrock.audit());
        this.startedNs = bedrock.clock().monoNs();
    }

    synchronized void start() {
        if (attempts != null) {
            return; // back in office after a hand-over that failed
        }
        attempts = bedrock.scheduler().schedule("kernel-join", 0, ATTEMPT_MS, this::attempt);
    }

    private void attempt() {
        Station asked = station;
        try {
            if (asked != null && !standing) {
                Overlay running = asked.overlay();
                watch.saw(asked.loop().ask(running::warnings), asked.loop().ask(running::clockAheadMs));
            }
            advance();
        } catch (QGateException refused) {
            if (!standing && asked == station) { // else a hand-over came between
                report(refused);
            }
        }
    }

    private synchronized void advance() {
        if (attempts == null || standing) {
            return; // stopped, or another one's turn
        }
        if (station == null) {
            join();
            return;
        }
        if (settings.links().relay() && listening == null && !draining) {
            listen();
        }
        well();
    }

    private void report(QGateException refused) {
        waitingFor = refused.getMessage();
        if (trouble.isNews(refused.code(), bedrock.clock().monoNs())) {
            LOG.error("{}. {}", refused.getMessage(), refused.code().advice());
        }
        bedrock.health().failed(HEALTH, HealthState.ERROR, refused);
    }

    private void join() {
        Optional<Crypto> crypto = others.crypto().now();
        if (crypto.isEmpty()) {
            waiting("waiting for the cryptography", BaseError.SERVICE_ABSENT);
            return;
        }
        Optional<Joining.Membership> found = membership(crypto.get());
        if (found.isEmpty()) {
            waiting("waiting for etc/" + settings.directory().networkFile(), KernelError.NETWORK_FILE);
            return;
        }
        station = Station.begin(bedrock, others, env -> overlay(env, found.get()));
        LOG.info(
                "node {} joined network {}",
                found.get().identity().nodeId().brief(),
                found.get().network().id());
        well();
        presence.joined();
        if (settings.links().relay()) {
            listen();
        }
    }

    private Optional<Joining.Membership> membership(Crypto crypto) {
        return new Joining(bedrock.installation().etc(), bedrock.state(), bedrock.clock()).join(settings, crypto);
    }

    private Overlay overlay(LoopEnv env, Joining.Membership membership) {
        return new Overlay(
                env,
                membership.identity(),
                membership.network(),
                bedrock.state(),
                settings,
                bans::contains,
                others.entry()::now,
                others.exit()::now);
    }

    /** An attempt went through: what was wrong before is over. */
    private void well() {
        if (!waitingFor.isEmpty()) {
            waitingFor = "";
            trouble.over();
            bedrock.health()
                    .ok(
                            HEALTH,
                            "member of network " + station.overlay().network().id());
        }
    }

    private void waiting(String text, ErrorCode code) {
        waitingFor = text;
        bedrock.health()
                .report(new HealthReport(HEALTH, HealthState.TEMPORARILY_UNAVAILABLE, code.id(), text, code.advice()));
    }

    private void listen() {
        Endpoint at = settings.links().listen();
        try {
            listening = station.env()
                    .ports()
                    .listen(new ListenRequest(
                            Station.LISTENER, at, settings.links().limits().links()));
            bedrock.health().ok(LISTENER_HEALTH, "links are accepted at " + listening.address());
            LOG.info("links are accepted at {}", listening.address());
        } catch (QGateException busy) {
            bedrock.health().failed(LISTENER_HEALTH, HealthState.ERROR, busy);
            throw busy;
        }
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
            close(attempts);
            attempts = null;
            if (left != null) {
                left.abandon();
            }
            if (inOffice) {
                end();
                bedrock.health().forget(HEALTH);
                bedrock.health().forget(LISTENER_HEALTH);
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

    private void end() {
        Station running = station;
        if (running != null) {
            presence.left();
            running.end();
            station = null;
            listening = null;
        }
    }

    private static void close(AutoCloseable timer) {
        try {
            if (timer != null) {
                timer.close();
            }
        } catch (Exception impossible) {
            throw new IllegalStateException("cancelling a timer failed", impossible);
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
        Listening open = listening;
        if (open != null) {
            running.env().ports().unlisten(open.listener());
        }
        return new Draining(running.env(), bedrock.clock()).drain(running.overlay(), atMostMs);
    }

    // The hand-over. Behind the closed gate the caller stands for the loop, and nobody else runs there.

    /** Reads what adopting will need, so that it is known to be readable. Before the gate closes. */
    void prepare() {
        standing = true;
        membership(others.cryptoNow()).ifPresent(found -> network = found.network());
    }

    /** Stops the overlay and gives its state away. */
    Map<String, Object> freeze() {
        standing = true;
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("uptimeMs", uptimeMs());
        state.put("draining", draining);
        if (station != null) {
            state.putAll(station.freeze());
            network = station.overlay().network();
            left = station;
            station = null;
        }
        return state;
    }

    /** Rebuilds the overlay; nothing moves yet. */
    void adopt(Map<String, Object> state) {
        startedNs = bedrock.clock().monoNs() - (Long) state.get("uptimeMs") * 1_000_000;
        draining = (Boolean) state.get("draining");
        if (state.containsKey("overlay")) { // else it waited for its network, and so shall this one
            Joining.Membership member = Joining.again(network, others.cryptoNow());
            station = Station.thaw(bedrock, others, env -> overlay(env, member), state);
            adopted = station.size();
        }
    }

    /** Takes office: traffic goes on once the gate is open. */
    void commit() {
        if (station != null) {
            listening = station.go();
            faultsBefore = station.env().table().faults();
            presence.joined();
        }
        Station frozen = left;
        left = null;
        if (frozen != null) { // this part's own, frozen around another one
            bedrock.scheduler().schedule("kernel-left", 0, 0, frozen::abandon);
        }
        waitingFor = "taking over"; // so that the next attempt reports that all is well
        standing = false;
        start();
    }

    /** Another one goes on with the state. */
    void leave() {
        standing = true;
        left = station == null ? left : station;
        station = null;
        listening = null;
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
            throw new QGateException(KernelError.NO_SNAPSHOT, "not in the network: " + waitingFor);
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

    void ban(NodeId id, String reason) {
        bans.add(new Peers.Ban(id, reason, bedrock.clock().wallMs()));
        overlay().ifPresent(running -> loop().tell(running::enforceBans));
    }

    String waitingFor() {
        return waitingFor;
    }

    NodeSettings settings() {
        return settings;
    }

    Listening listening() {
        return listening;
    }

    boolean draining() {
        return draining;
    }

    long uptimeMs() {
        return (bedrock.clock().monoNs() - startedNs) / 1_000_000;
    }
}
