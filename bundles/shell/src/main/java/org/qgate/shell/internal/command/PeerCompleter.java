package org.qgate.shell.internal.command;

import java.util.List;
import java.util.Objects;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.qgate.api.network.PeerInfo;
import org.qgate.shell.internal.ShellServices;

/** Completes ids of peers. */
@Service
public final class PeerCompleter implements Completer {
    @Reference
    private ShellServices services;

    @Override
    public int complete(Session session, CommandLine commandLine, List<String> candidates) {
        List<String> ids = services.cells()
                .peers()
                .now()
                .map(peers -> peers.list().stream()
                        .map(PeerInfo::nodeId)
                        .filter(Objects::nonNull)
                        .map(Object::toString)
                        .toList())
                .orElse(List.of());
        return new StringsCompleter(ids).complete(session, commandLine, candidates);
    }
}
