package org.qgate.shell.internal.command.local;

import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.qgate.api.error.QGateException;
import org.qgate.api.local.Tokens.TokenInfo;
import org.qgate.shell.internal.ShellServices;

/** Completes names of tokens. */
@Service
public final class TokenCompleter implements Completer {
    @Reference
    private ShellServices services;

    @Override
    public int complete(Session session, CommandLine commandLine, List<String> candidates) {
        return new StringsCompleter(names()).complete(session, commandLine, candidates);
    }

    private List<String> names() {
        try {
            return services.tokens().list().stream().map(TokenInfo::name).toList();
        } catch (QGateException notNow) {
            return List.of(); // nothing to offer while they cannot be read
        }
    }
}
