package org.qgate.kernel.internal.directory;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.qgate.api.NodeId;
import org.qgate.api.config.ConfigSpec;
import org.qgate.api.crypto.LinkSuite;
import org.qgate.common.wire.WireReader;
import org.qgate.kernel.internal.SimArchive;
import org.qgate.kernel.internal.SimEnv;
import org.qgate.kernel.internal.link.Contact;
import org.qgate.kernel.internal.link.ControlType;
import org.qgate.kernel.internal.link.Link;
import org.qgate.kernel.internal.link.Links;
import org.qgate.sim.SimHost;
import org.qgate.sim.SimWorld;

/** One directory whose neighbours are played by the test, message by message. */
final class Bench implements Links {
    final SimWorld world = new SimWorld(7);
    final SimHost host = world.host("11.50.0.1");
    final Author self = new Author(50);
    final List<FakeLink> links = new ArrayList<>();
    final List<NodeId> connects = new ArrayList<>();
    final Network network;
    final SimEnv env = new SimEnv(host, self.crypto);
    final RelayDirectory directory;

    Bench(boolean relay, Network network, Map<String, String> config) {
        this.network = network;
        DirectorySettings settings =
                DirectorySettings.from(new ConfigSpec("org.qgate.kernel", DirectorySettings.KEYS).read(config));
        directory =
                new RelayDirectory(env, this, SimArchive.of(host), network, self.identity.nodeId(), relay, settings);
        env.open();
        env.turn(directory::start);
        run();
    }

    void describe() {
        env.turn(() -> directory.describe(new SelfDescription(
                List.of(self.address()), LinkSuite.AES_GCM, List.of(), false, "", 0, Duties.RELAY, List.of())));
        run();
    }

    /** Lets what is under way happen, no later than the next tick. */
    void run() {
        world.run(900);
    }

    FakeLink up(NodeId peer) {
        FakeLink link = new FakeLink(links.size() + 1, peer);
        links.add(link);
        env.turn(() -> directory.linkUp(link));
        run();
        return link;
    }

    void say(FakeLink link, ControlType type, byte[] body) {
        byte[] within = new byte[body.length + 20];
        System.arraycopy(body, 0, within, 13, body.length);
        env.turn(() -> directory.control(link, type, within, 13, body.length));
        run();
    }

    /** Answers the last request on a link in pieces. */
    void answer(FakeLink link, Messages.Status status, byte[]... parts) {
        List<byte[]> asked = link.sent(ControlType.DIR_GET);
        int request = Messages.get(new WireReader(asked.get(asked.size() - 1))).request();
        Answer answer = new Answer(request, status, List.of(parts));
        do {
            say(link, ControlType.DIR_DATA, answer.next());
        } while (!answer.done());
    }

    Messages.Wanted lastWanted(FakeLink link) {
        List<byte[]> asked = link.sent(ControlType.DIR_GET);
        return Messages.get(new WireReader(asked.get(asked.size() - 1))).wanted();
    }

    @Override
    public Optional<Link> linked(NodeId peer) {
        return links.stream()
                .filter(one -> peer.equals(one.peer()))
                .map(one -> (Link) one)
                .findFirst();
    }

    @Override
    public void connect(Contact to) {
        connects.add(to.id());
    }

    @Override
    public List<Link> all() {
        return List.copyOf(links);
    }
}
