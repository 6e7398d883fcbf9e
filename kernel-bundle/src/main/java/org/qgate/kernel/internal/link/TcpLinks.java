package org.qgate.kernel.internal.link;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.qgate.api.NodeId;
import org.qgate.api.crypto.Identity;
import org.qgate.api.crypto.LinkCipher;
import org.qgate.api.crypto.LinkHandshake;
import org.qgate.api.crypto.LinkSession;
import org.qgate.api.crypto.LinkSuite;
import org.qgate.api.net.Endpoint;
import org.qgate.api.net.IpAddress;
import org.qgate.kernel.internal.Counter;
import org.qgate.kernel.internal.Env;

/**
 * All links of this node, over TCP. Two relays may have a link each way. Event loop only, the constructor included.
 */
public final class TcpLinks implements Links {
    /** Carrier type in the handshake's prologue. */
    static final String CARRIER = "tcp";

    /** Version of what {@link #freeze} gives. */
    private static final long SCHEMA = 1;

    private static final long SWEEP_MS = 1_000;

    private final Env env;
    private Identity self;
    private final LinkEvents events;
    private final AccessList access;
    private final ReplayCache replays;
    private final Admission admission = new Admission();
    private final Skews skews = new Skews();
    private final Throttle throttle;
    private final RecordArrays arrays = new RecordArrays();
    private final byte[] scratch = new byte[LinkCipher.MAX_PLAINTEXT];
    private final Map<Long, TcpLink> established = new LinkedHashMap<>();
    private final Map<NodeId, List<TcpLink>> byPeer = new HashMap<>();
    private final Map<NodeId, Dialling> dials = new LinkedHashMap<>();
    private final Set<Responding> halfOpen = new LinkedHashSet<>();
    private final ArrayDeque<Runnable> untold = new ArrayDeque<>();
    private final List<FrozenMap> waiting = new ArrayList<>(); // thawed connections on which nothing has begun
    private LinkSettings settings;
    private LinkSuite suite;
    private boolean sweeping;
    private boolean frozen;

    /**
     * Makes the links of a node.
     *
     * @param self this node's keys; used towards others only when the settings make it a relay
     * @param access asked at each connection and handshake
     */
    public TcpLinks(Env env, Identity self, LinkSettings settings, LinkEvents events, AccessList access) {
        this.env = env;
        this.self = self;
        this.events = events;
        this.access = access;
        this.replays = new ReplayCache(env.clock().monoNs());
        this.throttle = new Throttle(env);
        configure(settings);
    }

    /** Takes new settings: limits, rate and access hold at once, durations for links made from now on. */
    public void configure(LinkSettings next) {
        settings = next;
        suite = next.suite(env.crypto().recommendedSuite());
        throttle.configure(next.rate());
        enforce();
    }

    /** Closes links that the rules or bans no longer admit. */
    public void enforce() {
        for (TcpLink link : List.copyOf(established.values())) {
            if (!admitted(link.peer(), link.remote())) {
                link.close(LinkClose.DENIED);
            }
        }
    }

    private boolean admitted(NodeId peer, Endpoint remote) {
        return access.admits(settings.access(), remote.address()) && access.admits(settings.access(), peer);
    }

    /** Returns the AEAD of links to this node: for the descriptor. */
    public LinkSuite suite() {
        return suite;
    }

    /** A connection came in on the link listener. */
    public void accepted(long port, Endpoint local, Endpoint remote) {
        IpAddress from = remote.address();
        boolean room = !frozen
                && access.admits(settings.access(), from)
                && admission.enter(from, settings.limits(), env.clock().monoNs());
        if (!room) {
            env.count(Counter.LINK_HALF_OPEN_REFUSED);
            env.ports().abort(port);
            return;
        }
        Responding responding = new Responding(this, port, remote);
        halfOpen.add(responding);
        env.attach(port, responding);
        if (admission.crowded(settings.limits())) {
            makeRoom();
        }
    }

    /** Gives up the handshake that waits longest in a subnet that has most: whoever floods displaces himself. */
    private void makeRoom() {
        env.count(Counter.LINK_HALF_OPEN_REFUSED);
        int most = admission.mostHalfOpen();
        halfOpen.stream()
                .filter(each -> admission.halfOpenOf(each.remote().address()) == most)
                .findFirst()
                .ifPresent(Responding::drop);
    }

    @Override
    public void connect(Contact to) {
        if (frozen || admission.shut() || byPeer.containsKey(to.id()) || dials.containsKey(to.id())) {
            return;
        }
        Dialling dial = new Dialling(this, to);
        dials.put(to.id(), dial);
        boolean allowed = !to.id().equals(self.nodeId()) && access.admits(settings.access(), to.id());
        if (!allowed) {
            dialFailed(dial, LinkClose.DENIED);
        } else if (!admission.roomForOwn(settings.limits())) {
            dialFailed(dial, LinkClose.LIMIT);
        } else {
            dial.next();
        }
    }

    @Override
    public Optional<Link> linked(NodeId peer) {
        List<TcpLink> links = byPeer.get(peer);
        return links == null ? Optional.empty() : Optional.of(links.get(0));
    }

    @Override
    public List<Link> all() {
        return List.copyOf(established.values());
    }

    @Override
    public Optional<Link> link(long id) {
        return Optional.ofNullable(established.get(id));
    }

    /** Returns what is known of all links, oldest first. */
    public List<LinkInfo> infos() {
        return established.values().stream().map(TcpLink::info).toList();
    }

    /** Returns the nodes that links are being made to. */
    public Set<NodeId> connecting() {
        return Set.copyOf(dials.keySet());
    }

    /** Returns how many handshakes of others are under way. */
    public int halfOpenCount() {
        return halfOpen.size();
    }

    /** Returns the median of authenticated peers' clocks minus ours; positive when they are ahead. */
    public OptionalLong medianSkewMs() {
        return skews.medianMs();
    }

    /** Closes all links and ends all handshakes. New ones may be made afterwards. */
    public void closeAll(LinkClose reason) {
        dropHandshakes();
        List.copyOf(established.values()).forEach(link -> link.close(reason));
    }

    /** The keys are gone: gives up every handshake and begins none; links go on. */
    public void hold() {
        admission.shut(true);
        dropHandshakes();
    }

    /** There are keys again. */
    public void release(Identity again) {
        self = again;
        admission.shut(false);
    }

    private void dropHandshakes() {
        List.copyOf(dials.values()).forEach(Dialling::drop);
        dials.clear();
        List.copyOf(halfOpen).forEach(Responding::drop);
    }

    /**
     * Exports all links and stops for good: handshakes are dropped without a word, connections on which none has begun and
     * established links are given as plain values. To be called before the layers above freeze, as they may still hear of ended links. This object and its
     * links must not be used afterwards.
     */
    public Map<String, Object> freeze() {
        while (!untold.isEmpty()) {
            tellNext(); // timers die with the lease: ends that were not told yet would never be
        }
        frozen = true;
        List<Object> unheard = new ArrayList<>();
        List.copyOf(halfOpen).forEach(each -> each.freeze().ifPresent(unheard::add));
        dropHandshakes();
        List<Object> links = new ArrayList<>();
        established.values().forEach(link -> links.add(link.freeze()));
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("schema", SCHEMA);
        state.put("replays", replays.freeze(env.clock().monoNs()));
        state.put("links", links);
        state.put("waiting", unheard);
        state.put("rateLevel", throttle.freeze());
        return state;
    }

    /**
     * Rebuilds the links of an export and touches no port until {@link #start}: the state can still be given back
     * ([HAND-3]). {@link LinkEvents#up} is not called: the layers above find the links by {@link #link}.
     *
     * @throws IllegalArgumentException when the export is of another schema or malformed
     */
    public void thaw(Map<String, Object> state) {
        FrozenMap from = new FrozenMap(state).schema(SCHEMA);
        replays.thaw(from.map("replays"), env.clock().monoNs());
        throttle.thaw(from.number("rateLevel"));
        for (Object each : from.list("links")) {
            FrozenMap frozenLink = new FrozenMap(each);
            add(LinkBirth.thawed(frozenLink, env.crypto())).thaw(frozenLink);
        }
        from.list("waiting").forEach(each -> waiting.add(new FrozenMap(each)));
    }

    /** Lets thawed links go on, on a lease that has claimed their ports; within a turn. */
    public void start() {
        List.copyOf(established.values()).forEach(TcpLink::resume);
        waiting.forEach(each -> accepted(each.number("port"), null, each.endpoint("remote")));
        waiting.clear();
        if (!established.isEmpty()) {
            sweepSoon();
        }
    }

    // What handshakes and links ask and tell.

    Env env() {
        return env;
    }

    Identity self() {
        return self;
    }

    LinkSettings settings() {
        return settings;
    }

    RecordArrays arrays() {
        return arrays;
    }

    byte[] scratch() {
        return scratch;
    }

    Throttle throttle() {
        return throttle;
    }

    ReplayCache replays() {
        return replays;
    }

    /** Makes the initiator's half: relays authenticate themselves, pure clients use a fresh key each time. */
    LinkHandshake handshake(Contact to) {
        Identity shown = settings.relay() ? self : null;
        return env.crypto().links().initiate(to.target(), shown, self.networkId(), CARRIER);
    }

    boolean mayReach(IpAddress address) {
        return access.admits(settings.access(), address);
    }

    void halfOpenOver(Responding responding) {
        if (halfOpen.remove(responding)) {
            admission.leave(responding.remote().address());
        }
    }

    /** A handshake that somebody else began succeeded. */
    void accepted(long port, Endpoint remote, LinkSuite with, LinkSession session) {
        TcpLink link = establish(port, false, remote, with, session);
        boolean own = self.nodeId().equals(link.peer());
        if (own || !admitted(link.peer(), remote)) {
            env.count(Counter.LINK_HANDSHAKES_REFUSED);
            link.close(LinkClose.DENIED);
        } else {
            link.announce();
        }
    }

    /** A handshake of ours succeeded. */
    void dialled(Dialling dial, long port, Endpoint remote, LinkSession session) {
        dials.remove(dial.peer());
        establish(port, true, remote, dial.suite(), session).announce();
    }

    void dialFailed(Dialling dial, LinkClose reason) {
        dials.remove(dial.peer());
        tellLater(() -> events.failed(dial.peer(), reason));
    }

    /** Tells the layers above something in a turn of its own: they may stand in the midst of a call to a link. */
    void tellLater(Runnable what) {
        untold.add(what);
        env.after(0, this::tellNext);
    }

    private void tellNext() {
        Runnable next = untold.poll();
        if (next != null) {
            next.run();
        }
    }

    private TcpLink establish(long port, boolean initiator, Endpoint remote, LinkSuite with, LinkSession session) {
        NodeId peer = session.peer() == null ? null : session.peer().nodeId();
        if (peer != null) {
            skews.sample(peer, session.peerWallMs() - env.clock().wallMs());
        }
        byte[] certificate = peer == null ? new byte[0] : session.peer().encoded();
        long certifiedUntilMs = peer == null ? Long.MAX_VALUE : session.peer().notAfterMs();
        sweepSoon();
        return add(new LinkBirth(
                port,
                initiator,
                peer,
                certificate,
                certifiedUntilMs,
                with,
                remote,
                session.cipher(),
                env.clock().wallMs()));
    }

    private TcpLink add(LinkBirth birth) {
        TcpLink link = new TcpLink(this, events, birth);
        established.put(link.id(), link);
        if (link.peer() != null) {
            byPeer.computeIfAbsent(link.peer(), peer -> new ArrayList<>(1)).add(link);
        }
        admission.linked(link.remote().address());
        env.attach(link.id(), link.sink());
        return link;
    }

    void gone(TcpLink link) {
        established.remove(link.id());
        admission.unlinked(link.remote().address());
        List<TcpLink> same = link.peer() == null ? null : byPeer.get(link.peer());
        if (same != null && same.remove(link) && same.isEmpty()) {
            byPeer.remove(link.peer());
        }
    }

    private void sweepSoon() {
        if (!sweeping) {
            sweeping = true;
            env.after(SWEEP_MS, this::sweep);
        }
    }

    private void sweep() {
        sweeping = false;
        if (frozen) {
            return;
        }
        long nowNs = env.clock().monoNs();
        List.copyOf(established.values()).forEach(link -> link.tick(nowNs));
        if (!established.isEmpty()) {
            sweepSoon();
        }
    }
}
