package org.qgate.shell.internal.command.qrng;

import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.qgate.shell.internal.ShellServices;

/** Completes streams of blocks. */
@Service
public final class StreamCompleter implements Completer {
    @Reference
    private ShellServices services;

    @Override
    public int complete(Session session, CommandLine line, List<String> candidates) {
        List<String> known =
                services.cells().qrng().now().map(qrng -> qrng.streams()).orElse(List.of());
        return new StringsCompleter(known).complete(session, line, candidates);
    }
}
