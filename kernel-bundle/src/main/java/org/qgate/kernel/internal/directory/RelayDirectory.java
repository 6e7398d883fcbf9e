package org.qgate.kernel.internal.directory;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.qgate.api.NodeId;
import org.qgate.api.network.SnapshotInfo;
import org.qgate.common.wire.WireException;
import org.qgate.common.wire.WireReader;
import org.qgate.kernel.internal.Archive;
import org.qgate.kernel.internal.Counter;
import org.qgate.kernel.internal.Env;
import org.qgate.kernel.internal.link.ControlType;
import org.qgate.kernel.internal.link.Link;
import org.qgate.kernel.internal.link.LinkClose;
import org.qgate.kernel.internal.link.Links;

/**
 * This node's directory: gets, checks, keeps and serves the common view of relays; on a relay publishes its descriptor,
 * on a signer makes snapshots. Whoever wires it forwards link events and directory messages. Event loop only.
 */
public final class RelayDirectory {
    private static final long TICK_MS = 1_000;
    private static final long REPUBLISH_MS = 30_000;

    private final Scope scope;
    private final boolean relay;
    private final DescriptorStore store;
    private final CommonView common;
    private final DirectoryKeeper keeper;
    private final Sources sources;
    private final Requests requests;
    private final Acquisition acquisition;
    private final DirectoryServer server;
    private final Gossip gossip;
    private final OwnDescriptor own;
    private final SnapshotSigner signer;
    private final Witnesses witnesses;
    private final DirectoryReport report;
    private SelfDescription description;
    private Map<String, Object> thawedOwn;
    private boolean running;
    private long republishAtMs;

    /**
     * Makes a directory that does nothing yet.
     *
     * @param self this node's id
     * @param relay whether the node accepts links, publishes a descriptor and answers requests
     * @throws org.qgate.api.error.QGateException QG-KRN-0001 when it shall sign and the network does not name it
     */
    public RelayDirectory(
            Env env,
            Links links,
            Archive archive,
            Network network,
            NodeId self,
            boolean relay,
            DirectorySettings settings) {
        this.relay = relay;
        scope = new Scope(env, links, archive, network, self, settings);
        store = new DescriptorStore(settings.maxRelays());
        common = new CommonView(scope, store, this::adopted);
        keeper = new DirectoryKeeper(scope, common, store);
        sources = new Sources(scope, () -> common.view().usable(scope.wallMs()));
        requests = new Requests(scope);
        acquisition = new Acquisition(scope, common, store, sources, requests);
        server = new DirectoryServer(scope, common, store);
        gossip = new Gossip(scope, store, requests, this::descriptorsChanged);
        own = new OwnDescriptor(scope, this::ownMade);
        signer = settings.signer() ? new SnapshotSigner(scope, common, store, this::snapshotMade) : null;
        witnesses = new Witnesses(scope, common);
        report = new DirectoryReport(scope, relay, common, sources, acquisition, own, signer, witnesses);
    }

    /** Begins: reads the store, then goes to the network. A thawed directory goes on where it was. */
    public void start() {
        if (keeper.loaded()) {
            run();
        } else {
            keeper.load(this::run);
        }
    }

    private void run() {
        running = true;
        scope.links().all().forEach(sources::up); // links of a hand-over, of which no event tells
        if (description != null) {
            describeNow();
        }
        if (signer != null) {
            if (common.current() != null) {
                signer.adopted();
            }
            signer.changed();
        }
        tick();
    }

    /** Says what this relay's descriptor shall say; at any time. Does nothing on a client. */
    public void describe(SelfDescription self) {
        description = self;
        if (running) {
            describeNow();
        }
    }

    private void describeNow() {
        if (!relay) {
            return;
        }
        Map<String, Object> before = thawedOwn;
        thawedOwn = null;
        Optional<Descriptor> last = before == null ? Optional.empty() : store.byDigest(Frozen.text(before, "digest"));
        if (last.isPresent()) {
            own.resume(
                    description, last.get(), Frozen.number(before, "renewInMs"), Frozen.number(before, "maintainInMs"));
        } else {
            own.describe(description);
        }
    }

    /** This node's keys changed: the descriptor is made anew. */
    public void keysChanged() {
        own.keysChanged();
    }

    /** Returns the view in force. */
    public View view() {
        return common.view();
    }

    /** A link stands. */
    public void linkUp(Link link) {
        sources.up(link);
        if (relay && link.peer() != null && !own.digest().isEmpty()) {
            gossip.announce(link, List.of(own.digest()));
        }
        if (relay && common.view().usable(scope.wallMs())) {
            notice(link);
        }
        if (running) {
            acquisition.tick();
        }
    }

    /** A link could not be made. */
    public void linkFailed(NodeId peer, LinkClose reason) {
        sources.failed(peer, reason);
    }

    /** A link is gone. */
    public void linkDown(Link link, LinkClose reason) {
        sources.down(link);
        requests.down(link);
        server.down(link);
        gossip.down(link);
    }

    /** A link takes more. */
    public void writable(Link link) {
        server.writable(link);
    }

    /** A message of one of the DIR types arrived; a malformed one closes the link. */
    public void control(Link link, ControlType type, byte[] buffer, int offset, int length) {
        if (!running) {
            return;
        }
        try {
            handle(link, type, new WireReader(buffer, offset, length));
        } catch (WireException malformed) {
            scope.env().count(Counter.DOCUMENTS_REFUSED);
            link.close(LinkClose.PROTOCOL);
        }
    }

    private void handle(Link link, ControlType type, WireReader in) {
        switch (type) {
            case DIR_GET -> {
                Messages.Get get = Messages.get(in);
                if (relay) {
                    server.asked(link, get); // a client answers nothing
                }
            }
            case DIR_DATA -> requests.received(link, Messages.data(in));
            case DIR_NOTICE -> noticed(link, Messages.notice(in));
            case DIR_PUBLISH -> {
                List<String> digests = Messages.publish(in);
                if (relay) {
                    gossip.heard(link, digests);
                }
            }
            default -> throw new IllegalArgumentException("no directory message: " + type);
        }
    }

    private void noticed(Link link, Messages.Notice notice) {
        if (link.peer() != null) {
            witnesses.told(link.peer(), notice.digest(), notice.validAfterMs());
        }
        acquisition.noticed(link, notice);
    }

    /** A relay at the end of a circuit says which snapshot it has ([SNAP-11]). */
    public void told(NodeId relay, String digest, long validAfterMs) {
        if (running && witnesses.told(relay, digest, validAfterMs)) {
            acquisition.hurry();
        }
    }

    private void ownMade(Descriptor descriptor) {
        store.offer(descriptor);
        gossip.announce(descriptor.digest());
        republishAtMs = scope.wallMs() + REPUBLISH_MS;
        descriptorsChanged();
    }

    private void descriptorsChanged() {
        if (signer != null) {
            signer.changed();
        }
    }

    private void snapshotMade(SnapshotCheck.Verified verified) {
        common.offer(verified, "this node");
    }

    private void adopted() {
        witnesses.adopted();
        acquisition.refreshAt(refreshAtMs(common.view()));
        if (!running) {
            return; // read from the store or thawed: there is nobody to tell yet
        }
        if (relay && common.view().usable(scope.wallMs())) {
            scope.links().all().forEach(this::notice);
        }
        if (signer != null) {
            signer.adopted();
        }
        keeper.save();
    }

    /** Relays ask when it is no longer fresh; clients at a moment of their own after that, lest they come together. */
    private long refreshAtMs(View view) {
        if (relay) {
            return view.freshUntilMs();
        }
        int spread = (int) Math.max(1, (view.validUntilMs() - view.freshUntilMs()) / 2);
        return view.freshUntilMs() + scope.env().crypto().random().below(spread);
    }

    private void notice(Link link) {
        Messages.Notice notice =
                new Messages.Notice(common.digest(), common.view().validAfterMs());
        link.control(ControlType.DIR_NOTICE, Messages.encode(notice));
    }

    private void tick() {
        scope.after(TICK_MS, this::tick);
        if (relay) {
            sources.connectAll();
        } else if (acquisition.needsSnapshot() || !common.missing().isEmpty()) {
            connectAsClient();
        }
        acquisition.tick();
        if (relay && !own.digest().isEmpty() && !report.listed() && scope.wallMs() >= republishAtMs) {
            republishAtMs = scope.wallMs() + REPUBLISH_MS;
            gossip.announce(own.digest());
        }
    }

    /** A client without a view compares two seeds; later any link serves, and a seed when that gives nothing. */
    private void connectAsClient() {
        boolean usable = common.view().usable(scope.wallMs());
        if (!usable) {
            sources.connectSome(Math.min(2, sources.seedCount()));
        } else if (sources.allFailed()) {
            sources.connectSome(1);
        }
    }

    /** Whether this relay is in the view in force, with its present descriptor. */
    public boolean listed() {
        return report.listed();
    }

    /** Returns the snapshot in force, for the status. */
    public SnapshotInfo info() {
        return report.info();
    }

    /** Returns how far the directory has come and what it waits for. */
    public Progress progress() {
        return running ? report.progress() : new Progress(0, keeper.waitingFor());
    }

    /** Returns what an operator should look at: disagreeing signers, keys that cannot be renewed, a store that fails. */
    public List<String> warnings() {
        return report.warnings(keeper.problems());
    }

    /** Whether the directory wants an idle link kept: relays keep theirs with seeds, all keep one that serves them. */
    public boolean needed(Link link) {
        boolean seeds = scope.network().seed(scope.self()).isPresent()
                || link.peer() != null && scope.network().seed(link.peer()).isPresent();
        return relay && link.peer() != null && seeds
                || sources.of(link).filter(Source::isAsking).isPresent();
    }

    /** Stops: timers and answers under way do nothing any more. */
    public void shutdown() {
        scope.close();
        running = false;
    }

    /**
     * Stops and returns everything as plain values for another instance's {@link #thaw}; next to nothing when the store
     * was not read yet, so that the other one reads it.
     */
    public Map<String, Object> freeze() {
        shutdown();
        Map<String, Object> frozen = new LinkedHashMap<>();
        frozen.put("schema", Frozen.SCHEMA);
        frozen.put("damage", keeper.damage());
        frozen.put("lastRequest", (long) requests.last());
        if (!keeper.loaded()) {
            return frozen;
        }
        if (common.current() != null) {
            frozen.put("snapshot", Frozen.snapshot(common.inForce()));
        }
        frozen.put("descriptors", store.all().stream().map(Frozen::descriptor).toList());
        frozen.put("sequences", Marks.writeAll(store.marks()));
        frozen.put("own", Frozen.own(own));
        return frozen;
    }

    /** Takes over what another instance froze; before {@link #start}. */
    public void thaw(Map<String, Object> frozen) {
        Frozen.checkSchema(frozen);
        keeper.damage(Frozen.text(frozen, "damage"));
        requests.last((int) Frozen.number(frozen, "lastRequest"));
        if (!frozen.containsKey("own")) {
            return; // the other one had not read the store yet
        }
        keeper.thawed();
        Marks.readAll(Frozen.bytes(frozen, "sequences")).forEach(store::mark);
        Frozen.list(frozen, "descriptors").forEach(one -> store.listed(Frozen.descriptor(one)));
        thawedOwn = Frozen.map(frozen, "own");
        if (frozen.containsKey("snapshot")) {
            common.put(Frozen.snapshot(Frozen.map(frozen, "snapshot")));
        }
    }
}
