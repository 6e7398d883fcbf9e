package org.qgate.kernel.internal.node;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
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
import org.qgate.api.transport.Lease;
import org.qgate.api.transport.ListenRequest;
import org.qgate.api.transport.Listening;
import org.qgate.api.transport.Role;
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
    private static final long DRAIN_CHECK_MS = 100;
    /** While a trouble lasts it is logged this often. */
    private static final long LOG_AGAIN_NS = 60_000_000_000L;

    private final Bedrock bedrock;
    private final Neighbourhood others;
    private final BanList bans;
    private final Watch watch;
    private final Presence presence;
    private final long startedNs;
    private AutoCloseable attempts;
    private ErrorCode logged;
    private long loggedNs;
    private WorkerOffload offload;
    private volatile NodeSettings settings;
    private volatile LoopEnv env;
    private volatile Overlay overlay;
    private volatile String waitingFor = "starting";
    private volatile Listening listening;
    private volatile boolean draining;

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
        attempts = bedrock.scheduler().schedule("kernel-join", 0, ATTEMPT_MS, this::attempt);
    }

    private synchronized void attempt() {
        if (attempts == null) {
            return; // stopped
        }
        try {
            if (overlay == null) {
                join();
            } else {
                watch.saw(loop().ask(overlay::warnings), loop().ask(overlay::clockAheadMs));
                if (settings.links().relay() && listening == null && !draining) {
                    listen();
                }
                well();
            }
        } catch (QGateException refused) {
            report(refused);
        }
    }

    private void report(QGateException refused) {
        waitingFor = refused.getMessage();
        long nowNs = bedrock.clock().monoNs();
        // The text may hold the time of day: what counts as the same trouble is the code.
        if (refused.code() != logged || nowNs - loggedNs > LOG_AGAIN_NS) {
            logged = refused.code();
            loggedNs = nowNs;
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
        Joining joining = new Joining(bedrock.installation().etc(), bedrock.state(), bedrock.clock());
        Optional<Joining.Membership> found = joining.join(settings, crypto.get());
        if (found.isEmpty()) {
            waiting("waiting for etc/" + settings.directory().networkFile(), KernelError.NETWORK_FILE);
            return;
        }
        begin(found.get());
        well();
        presence.joined();
        if (settings.links().relay()) {
            listen();
        }
    }

    /** An attempt went through: what was wrong before is over. */
    private void well() {
        if (!waitingFor.isEmpty()) {
            waitingFor = "";
            logged = null;
            bedrock.health().ok(HEALTH, "member of network " + overlay.network().id());
        }
    }

    private void waiting(String text, ErrorCode code) {
        waitingFor = text;
        bedrock.health()
                .report(new HealthReport(HEALTH, HealthState.TEMPORARILY_UNAVAILABLE, code.id(), text, code.advice()));
    }

    private void begin(Joining.Membership membership) {
        LoopEnv made = new LoopEnv(bedrock.clock(), others::cryptoNow, (port, local, remote) -> overlay()
                .ifPresentOrElse(running -> running.links().accepted(port, local, remote), () -> env.ports()
                        .abort(port)));
        Lease lease = bedrock.ports().claim(Role.KERNEL, made.table());
        offload = new WorkerOffload(bedrock.scheduler(), made::execute);
        made.complete(lease, offload);
        lease.open();
        env = made;
        try {
            overlay = new LoopCalls(made::execute).ask(() -> started(made, membership));
        } catch (QGateException failed) {
            lease.release(); // with it goes whatever the loop may still be doing for this attempt
            offload.close();
            throw failed;
        }
        LOG.info(
                "node {} joined network {}",
                membership.identity().nodeId().brief(),
                membership.network().id());
    }

    private Overlay started(LoopEnv made, Joining.Membership membership) {
        Overlay fresh = new Overlay(
                made,
                membership.identity(),
                membership.network(),
                bedrock.state(),
                settings,
                bans::contains,
                others.entry()::now,
                others.exit()::now);
        fresh.start();
        return fresh;
    }

    private void listen() {
        Endpoint at = settings.links().listen();
        try {
            listening = env.ports()
                    .listen(new ListenRequest(
                            "link", at, settings.links().limits().links()));
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
        Overlay running = overlay;
        if (running == null) {
            return;
        }
        if (next.needsNewOverlay(before)) {
            LOG.info("the configuration changes sockets or rules: links are closed and made anew");
            end();
        } else {
            new LoopCalls(env::execute).tell(() -> running.configure(next));
        }
    }

    /** Stops, after draining for at most the configured time. */
    void stop() {
        try {
            drain(settings.drainMs());
        } catch (QGateException alreadyDraining) {
            LOG.info("stopping: {}", alreadyDraining.getMessage());
        }
        synchronized (this) {
            close(attempts);
            attempts = null;
            end();
            bedrock.health().forget(HEALTH);
            bedrock.health().forget(LISTENER_HEALTH);
            watch.forget();
        }
    }

    private void end() {
        Overlay running = overlay;
        if (running == null) {
            return;
        }
        presence.left();
        new LoopCalls(env::execute).tell(() -> {
            running.stop();
            overlay = null; // in the same turn: nothing may come to an overlay that answers no more
        });
        env.ports().release();
        offload.close();
        listening = null;
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
        Overlay running = overlay;
        if (running == null || atMostMs == 0) {
            return true;
        }
        if (draining) {
            throw new QGateException(KernelError.DRAINING, "it drains already");
        }
        draining = true;
        Listening open = listening;
        if (open != null) {
            env.ports().unlisten(open.listener());
        }
        CompletableFuture<Boolean> idle = new CompletableFuture<>();
        long untilNs = bedrock.clock().monoNs() + atMostMs * 1_000_000;
        LoopCalls loop = new LoopCalls(env::execute);
        loop.tell(() -> {
            running.circuits().drain();
            checkIdle(running, untilNs, idle);
        });
        return loop.await(idle, atMostMs + 5_000);
    }

    private void checkIdle(Overlay running, long untilNs, CompletableFuture<Boolean> idle) {
        if (running.circuits().isIdle()) {
            idle.complete(true);
        } else if (bedrock.clock().monoNs() - untilNs > 0) {
            idle.complete(false);
        } else {
            env.after(DRAIN_CHECK_MS, () -> checkIdle(running, untilNs, idle));
        }
    }

    // What the services ask.

    Optional<Overlay> overlay() {
        return Optional.ofNullable(overlay);
    }

    /**
     * Returns the running overlay.
     *
     * @throws QGateException QG-KRN-0002 when the node has not joined its network yet
     */
    Overlay joined() {
        return overlay()
                .orElseThrow(() -> new QGateException(KernelError.NO_SNAPSHOT, "not in the network: " + waitingFor));
    }

    LoopEnv env() {
        return env;
    }

    LoopCalls loop() {
        joined();
        return new LoopCalls(env::execute);
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
