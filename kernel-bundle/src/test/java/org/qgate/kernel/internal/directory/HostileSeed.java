package org.qgate.kernel.internal.directory;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.qgate.api.NodeId;
import org.qgate.api.config.ConfigSpec;
import org.qgate.api.crypto.CellSize;
import org.qgate.api.crypto.Crypto;
import org.qgate.api.crypto.Identity;
import org.qgate.api.crypto.LinkSuite;
import org.qgate.api.net.Endpoint;
import org.qgate.api.transport.ListenRequest;
import org.qgate.common.json.Json;
import org.qgate.common.wire.WireReader;
import org.qgate.crypto.internal.CryptoProvider;
import org.qgate.kernel.internal.SimArchive;
import org.qgate.kernel.internal.SimEnv;
import org.qgate.kernel.internal.link.AccessList;
import org.qgate.kernel.internal.link.ControlType;
import org.qgate.kernel.internal.link.Link;
import org.qgate.kernel.internal.link.LinkClose;
import org.qgate.kernel.internal.link.LinkEvents;
import org.qgate.kernel.internal.link.LinkSettings;
import org.qgate.kernel.internal.link.TcpLinks;
import org.qgate.sim.SimHost;
import org.qgate.sim.SimWorld;

/** A seed whose links are real and whose directory says what a test wants, to each link something else if need be. */
public final class HostileSeed implements LinkEvents {
    public final SimHost host;
    public final Identity identity;
    private final String networkId;
    private final Endpoint endpoint;
    private final Crypto crypto;
    private final Map<String, byte[]> descriptors = new HashMap<>();
    private Network network;
    private Snapshot honest;
    private Function<Link, byte[]> serves = link -> null;
    private boolean silent;
    public int asked;

    /** Makes one that has not begun. */
    public HostileSeed(SimWorld world, String networkId, String address) {
        this.networkId = networkId;
        host = world.host(address);
        endpoint = Endpoint.parse(address + ":4270").orElseThrow();
        crypto = new CryptoProvider(host.random(), host.state(), host.clock());
        identity = crypto.identity(networkId);
    }

    /** Returns a description with this node as a further seed, signed by who founded the network. */
    @SuppressWarnings("unchecked") // the JSON reader makes objects with text keys only
    public byte[] seedOf(byte[] founded, Identity founder, int threshold, NodeId... furtherSigners) {
        Map<String, Object> document = new LinkedHashMap<>(document(founded));
        document.remove("signatures");
        byte[] own = NetworkFile.found(
                networkId,
                identity,
                List.of(endpoint),
                LinkSuite.AES_GCM,
                host.clock().wallMs());
        List<Object> seeds = new ArrayList<>((List<Object>) document.get("seeds"));
        seeds.addAll((List<Object>) document(own).get("seeds"));
        document.put("seeds", seeds);
        document.put(
                "signers",
                Stream.concat(Stream.of(founder.nodeId()), Stream.of(furtherSigners))
                        .map(NodeId::toString)
                        .toList());
        document.put("threshold", (long) threshold);
        return NetworkFile.sign(document, founder);
    }

    @SuppressWarnings("unchecked") // the JSON reader makes objects with text keys only
    private static Map<String, Object> document(byte[] file) {
        return (Map<String, Object>) Json.read(new String(file, StandardCharsets.UTF_8));
    }

    /** Begins to listen. */
    public void start(byte[] file) {
        network = NetworkFile.read(file, crypto.signatures(), host.clock().wallMs());
        SimEnv env = new SimEnv(host, crypto);
        LinkSettings settings = LinkSettings.from(
                new ConfigSpec("test", LinkSettings.KEYS).read(Map.of("link_listen", endpoint.toString())));
        TcpLinks links = new TcpLinks(env, identity, settings, this, new AccessList(id -> false));
        env.accepting((port, listener, local, remote) -> links.accepted(port, local, remote));
        env.ports().listen(new ListenRequest("link", endpoint, 1_000));
        env.open();
    }

    /** Learns what an honest node has on disk. */
    public void learn(SimHost other) {
        DirectoryRecords.Found found = new DirectoryRecords(SimArchive.of(other))
                .load(crypto, network, host.clock().wallMs());
        honest = found.snapshot().snapshot();
        found.descriptors().forEach(one -> descriptors.put(one.digest(), one.encoded()));
    }

    /** Says what each link is given; null for nothing new. */
    public void serve(Function<Link, byte[]> snapshots) {
        serves = snapshots;
    }

    /** From now on answers nothing at all. */
    public void silent() {
        silent = true;
    }

    public byte[] honest() {
        return honest.encoded();
    }

    public long honestMs() {
        return honest.validAfterMs();
    }

    /** Returns the body of a snapshot of some of the honest relays, of another time. */
    public byte[] body(long validAfterMs, Predicate<NodeId> with) {
        return SnapshotCodec.body(
                networkId,
                validAfterMs,
                3_600_000,
                3 * 3_600_000,
                honest.entries().stream().filter(one -> with.test(one.id())).toList());
    }

    /** Signs a body. */
    public byte[] signed(byte[] body, Identity... by) {
        return SnapshotCodec.encode(
                body,
                Stream.of(by)
                        .map(one -> new Snapshot.Signed(one.certificate(), one.sign(SnapshotCodec.DOMAIN, body)))
                        .toList());
    }

    /** Puts the honest snapshot's signatures under another body. */
    public byte[] withHonestSignatures(byte[] body) {
        return SnapshotCodec.encode(body, honest.signatures());
    }

    @Override
    public void control(Link link, ControlType type, byte[] buffer, int offset, int length) {
        if (type != ControlType.DIR_GET || silent) {
            return;
        }
        asked++;
        Messages.Get get = Messages.get(new WireReader(buffer, offset, length));
        List<byte[]> parts = parts(link, get.wanted());
        Answer answer = parts.isEmpty()
                ? Answer.empty(get.request(), Messages.Status.UNCHANGED)
                : new Answer(get.request(), Messages.Status.OK, parts);
        do {
            link.control(ControlType.DIR_DATA, answer.next());
        } while (!answer.done());
    }

    private List<byte[]> parts(Link link, Messages.Wanted wanted) {
        if (wanted instanceof Messages.NewerSnapshot) {
            byte[] snapshot = serves.apply(link);
            return snapshot == null ? List.of() : List.of(snapshot);
        }
        return List.of(Bundles.join(List.copyOf(descriptors.values())));
    }

    @Override
    public void up(Link link) {
        link.control(
                ControlType.DIR_NOTICE,
                Messages.encode(
                        new Messages.Notice("ab".repeat(32), host.clock().wallMs())));
    }

    @Override
    public void failed(NodeId peer, LinkClose reason) {}

    @Override
    public void down(Link link, LinkClose reason) {}

    @Override
    public void cells(Link link, CellSize size, byte[] buffer, int offset, int count) {}

    @Override
    public void writable(Link link) {}

    @Override
    public boolean needed(Link link) {
        return true;
    }
}
