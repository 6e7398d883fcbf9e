package org.qgate.shell.internal.command;

import java.util.List;
import java.util.stream.Collectors;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.qgate.api.network.CircuitInfo;
import org.qgate.shell.internal.ShellServices;
import org.qgate.shell.internal.view.Answer;
import org.qgate.shell.internal.view.Document;
import org.qgate.shell.internal.view.Table;
import org.qgate.shell.internal.view.Text;

/** {@code circuit:list} */
@Service
@Command(scope = "circuit", name = "list", description = "List this node's own circuits")
public final class CircuitListCommand extends NodeCommand {
    @Override
    protected Answer answer(ShellServices asked) {
        List<CircuitInfo> circuits = asked.circuits().list();
        return Answer.of(Document.of("qgate.circuits/1").with("circuits", circuits), table(circuits));
    }

    static Table table(List<CircuitInfo> circuits) {
        Table table = new Table(
                "no circuits", "id", "state", "purpose", "hops", "cell", "streams", "sent", "received", "age", "rtt");
        circuits.forEach(circuit -> table.row(
                circuit.id(),
                circuit.state(),
                circuit.anonymous() ? circuit.purpose() : circuit.purpose() + ", not anonymous",
                route(circuit),
                circuit.cellBytes(),
                circuit.streams(),
                Text.bytes(circuit.bytesSent()),
                Text.bytes(circuit.bytesReceived()),
                Text.duration(circuit.ageMs()),
                Text.rtt(circuit.rttMicros())));
        return table;
    }

    static String route(CircuitInfo circuit) {
        return circuit.hops().stream().map(hop -> hop.nodeId().brief()).collect(Collectors.joining(" > "));
    }
}
