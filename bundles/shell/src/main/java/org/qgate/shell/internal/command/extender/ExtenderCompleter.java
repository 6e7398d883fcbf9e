package org.qgate.shell.internal.command.extender;

import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.qgate.api.extender.ExtenderInfo;
import org.qgate.shell.internal.ShellServices;

/** Completes ids of extenders. */
@Service
public final class ExtenderCompleter implements Completer {
    @Reference
    private ShellServices services;

    @Override
    public int complete(Session session, CommandLine line, List<String> candidates) {
        List<String> known = services.cells()
                .extenders()
                .now()
                .map(extenders ->
                        extenders.list().stream().map(ExtenderInfo::id).toList())
                .orElse(List.of());
        return new StringsCompleter(known).complete(session, line, candidates);
    }
}
