package org.qgate.shell.internal.command;

import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.qgate.shell.internal.ShellServices;

/** Completes names of swappable bundles. */
@Service
public final class CoreBundleCompleter implements Completer {
    @Reference
    private ShellServices services;

    @Override
    public int complete(Session session, CommandLine line, List<String> candidates) {
        StringsCompleter names = new StringsCompleter();
        services.bedrock().installation().coreBundles().forEach(each -> names.getStrings()
                .add(each.symbolicName().substring(each.symbolicName().lastIndexOf('.') + 1)));
        return names.complete(session, line, candidates);
    }
}
