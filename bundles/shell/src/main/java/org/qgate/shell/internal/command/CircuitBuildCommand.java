package org.qgate.shell.internal.command;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.qgate.api.NodeId;
import org.qgate.api.crypto.CellSize;
import org.qgate.api.network.CircuitInfo;
import org.qgate.api.network.CircuitRequest;
import org.qgate.shell.internal.ShellServices;
import org.qgate.shell.internal.UsageException;
import org.qgate.shell.internal.view.Answer;
import org.qgate.shell.internal.view.Document;

/** {@code circuit:build} */
@Service
@Command(scope = "circuit", name = "build", description = "Build a circuit and wait for it")
public final class CircuitBuildCommand extends ChangingCommand {
    private static final Set<Integer> LENGTHS = Set.of(1, 3, 5);
    private static final int LONGEST = 300;

    @Option(name = "--hops", description = "1, 3 or 5; default 3, or the number of hops named")
    int hops;

    @Option(name = "--cells", description = "large or small; default large")
    String cells = "large";

    @Option(name = "--seconds", description = "How long to wait, 1 to 300; default 30")
    int seconds = 30;

    @Argument(
            name = "HOP",
            description = "Node ids of the hops, in order; chosen by the rules when absent",
            multiValued = true)
    @Completion(PeerCompleter.class)
    List<String> path = List.of();

    @Override
    protected Change prepare(ShellServices asked) {
        List<String> named = path == null ? List.of() : path;
        int length = hops != 0 ? hops : named.isEmpty() ? 3 : named.size();
        if (!LENGTHS.contains(length) || !named.isEmpty() && named.size() != length) {
            throw new UsageException("a circuit has 1, 3 or 5 hops, and names all of them or none");
        }
        if (seconds < 1 || seconds > LONGEST) {
            throw new UsageException("--seconds is 1 to " + LONGEST + ", not " + seconds);
        }
        List<NodeId> ids =
                named.stream().map(each -> PeerIds.find(asked.peers(), each)).toList();
        CircuitRequest request = new CircuitRequest(length, cellSize(), ids);
        return new Change("circuit:build", length + " hops, " + request.cells(), () -> build(asked, request));
    }

    private CellSize cellSize() {
        return switch (cells.toLowerCase(Locale.ROOT)) {
            case "large" -> CellSize.LARGE;
            case "small" -> CellSize.SMALL;
            default -> throw new UsageException("--cells is large or small");
        };
    }

    private Answer build(ShellServices asked, CircuitRequest request) {
        CircuitInfo built = asked.circuits().build(request, seconds * 1_000L);
        return Answer.of(
                Document.of("qgate.circuit/1").with("circuit", built), CircuitListCommand.table(List.of(built)));
    }
}
