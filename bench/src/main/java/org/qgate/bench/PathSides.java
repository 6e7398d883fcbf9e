package org.qgate.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.qgate.bench.peer.NestedSsh;
import org.qgate.bench.peer.OurNetwork;
import org.qgate.bench.peer.Programs;
import org.qgate.bench.peer.Side;
import org.qgate.bench.peer.TorNetwork;
import org.qgate.testnet.LinkFront;
import org.qgate.testnet.Progress;

/** All sides of a comparison, running. What is not installed is left out and said. */
final class PathSides implements AutoCloseable {
    /** Debian's, as it comes; and with the scheduler that it had before KIST, faster on loopback. */
    static final List<String> TORS = List.of("tor", "tor-vanilla");

    private final List<TorNetwork> tors = new ArrayList<>();
    private Side ours;
    private Side ssh;

    private PathSides() {}

    /** Starts all; the networks come up side by side. */
    static PathSides start(Path dir, boolean peers, int serverPort, Result result, Progress progress)
            throws IOException {
        PathSides sides = new PathSides();
        boolean up = false;
        try {
            if (peers) {
                sides.startTors(dir, result);
                sides.startSsh(dir, result);
            }
            sides.ours = OurNetwork.start(dir.resolve("ours"), LinkFront.NONE, progress);
            for (TorNetwork tor : sides.tors) {
                tor.await(serverPort, progress);
            }
            up = true;
            return sides;
        } finally {
            if (!up) {
                sides.close();
            }
        }
    }

    private void startTors(Path dir, Result result) throws IOException {
        List<String> missing = Programs.missing("tor", "tor-gencert");
        if (!missing.isEmpty()) {
            result.notMeasured(missing + " not installed; Debian: apt-get install tor");
            return;
        }
        tors.add(TorNetwork.start(TORS.get(0), dir.resolve(TORS.get(0)), LinkFront.NONE, List.of()));
        tors.add(
                TorNetwork.start(TORS.get(1), dir.resolve(TORS.get(1)), LinkFront.NONE, List.of("Schedulers Vanilla")));
    }

    private void startSsh(Path dir, Result result) throws IOException {
        List<String> missing = Programs.missing("ssh", "ssh-keygen", "sshd");
        if (!missing.isEmpty()) {
            result.notMeasured(missing + " not installed; Debian: apt-get install openssh-client openssh-server");
            return;
        }
        ssh = NestedSsh.start(dir.resolve("ssh"));
    }

    Side ours() {
        return ours;
    }

    List<TorNetwork> tors() {
        return List.copyOf(tors);
    }

    Optional<Side> ssh() {
        return Optional.ofNullable(ssh);
    }

    @Override
    public void close() throws IOException {
        for (TorNetwork tor : tors) {
            tor.close();
        }
        if (ssh != null) {
            ssh.close();
        }
        if (ours != null) {
            ours.close();
        }
    }
}
