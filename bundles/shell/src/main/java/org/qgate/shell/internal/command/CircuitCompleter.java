package org.qgate.shell.internal.command;

import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.qgate.shell.internal.ShellServices;

/** Completes numbers of circuits. */
@Service
public final class CircuitCompleter implements Completer {
    @Reference
    private ShellServices services;

    @Override
    public int complete(Session session, CommandLine commandLine, List<String> candidates) {
        List<String> ids = services.cells()
                .circuits()
                .now()
                .map(circuits -> circuits.list().stream()
                        .map(circuit -> Long.toString(circuit.id()))
                        .toList())
                .orElse(List.of());
        return new StringsCompleter(ids).complete(session, commandLine, candidates);
    }
}
