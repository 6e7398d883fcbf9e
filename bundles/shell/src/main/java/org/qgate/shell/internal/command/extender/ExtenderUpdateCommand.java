package org.qgate.shell.internal.command.extender;

import java.nio.file.Path;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.qgate.shell.internal.ShellServices;
import org.qgate.shell.internal.UsageException;

/** {@code extender:update} */
@Service
@Command(scope = "extender", name = "update", description = "Update an extender while traffic flows")
public final class ExtenderUpdateCommand extends ConsentingCommand {
    @Option(name = "--allow-downgrade", description = "Accept a package that is older than what is in office")
    boolean allowDowngrade;

    @Argument(
            name = "ID|FILE",
            description = "Id of an extender: to the newest version that is stored or indexed; or a package's path",
            required = true)
    @Completion(ExtenderCompleter.class)
    String what;

    @Override
    protected Change prepare(ShellServices asked) {
        if (!OperatorFile.looksLikeOne(what)) {
            return consented("extender:update", asked, asked.extenders().sheet(what), consent -> asked.extenders()
                    .update(what, consent, actor()));
        }
        Path file = OperatorFile.find(what);
        var sheet = asked.extenders().check(file);
        if (sheet.findings().isEmpty() && sheet.fromVersion().isEmpty()) {
            throw new UsageException(sheet.id() + " is not installed: extender:install does that");
        }
        return consented("extender:update", asked, sheet, consent -> asked.extenders()
                .install(file, consent, allowDowngrade, actor()));
    }
}
