package org.qgate.shell.internal.command.extender;

import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.qgate.api.extender.PermissionRow;
import org.qgate.shell.internal.ShellServices;

/** Completes permissions that an installed extender asks for. */
@Service
public final class PermissionCompleter implements Completer {
    @Reference
    private ShellServices services;

    @Override
    public int complete(Session session, CommandLine line, List<String> candidates) {
        List<String> known = services.cells()
                .extenders()
                .now()
                .map(extenders -> extenders.list().stream()
                        .flatMap(each -> extenders.permissions(each.id()).stream())
                        .map(PermissionRow::name)
                        .distinct()
                        .toList())
                .orElse(List.of());
        return new StringsCompleter(known).complete(session, line, candidates);
    }
}
