package org.qgate.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.qgate.bench.peer.NestedSsh;
import org.qgate.bench.peer.OurNetwork;
import org.qgate.bench.peer.Programs;
import org.qgate.bench.peer.Side;
import org.qgate.bench.peer.TorKind;
import org.qgate.bench.peer.TorNetwork;
import org.qgate.testnet.LinkFront;
import org.qgate.testnet.Progress;

/** All sides of a comparison, running; ours is the first. What is not installed is left out and said. */
final class PathSides implements AutoCloseable {
    private final Path dir;
    private final LinkFront front;
    private final Result result;
    private final List<TorNetwork> tors = new ArrayList<>();
    private final List<Side> all = new ArrayList<>();

    /**
     * Makes none yet.
     *
     * @param front what stands before the relays of every network
     */
    PathSides(Path dir, LinkFront front, Result result) {
        this.dir = dir;
        this.front = front;
        this.result = result;
    }

    /** Starts Tor's networks, which take a while to come up: {@link #startOurs} waits for all. */
    void startTors(List<TorKind> kinds) throws IOException {
        List<String> missing = Programs.missing("tor", "tor-gencert");
        if (!missing.isEmpty()) {
            result.notMeasured(missing + " not installed; Debian: apt-get install tor");
            return;
        }
        for (TorKind kind : kinds) {
            tors.add(TorNetwork.start(kind, dir.resolve(kind.side()), front));
        }
        all.addAll(tors);
    }

    void startSsh() throws IOException {
        List<String> missing = Programs.missing("ssh", "ssh-keygen", "sshd");
        if (!missing.isEmpty()) {
            result.notMeasured(missing + " not installed; Debian: apt-get install openssh-client openssh-server");
            return;
        }
        all.add(NestedSsh.start(dir.resolve("ssh")));
    }

    void startOurs(int serverPort, Progress progress) throws IOException {
        all.add(0, OurNetwork.start(dir.resolve("ours"), front, progress));
        for (TorNetwork tor : tors) {
            tor.await(serverPort, progress);
        }
    }

    List<Side> all() {
        return List.copyOf(all);
    }

    @Override
    public void close() throws IOException {
        for (Side side : all) {
            side.close();
        }
    }
}
