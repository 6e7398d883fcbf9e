package org.qgate.shell.internal.command;

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.qgate.api.update.CoreUpdates;
import org.qgate.api.update.UpdatePlan;
import org.qgate.shell.internal.ShellServices;
import org.qgate.shell.internal.UsageException;

/** {@code node:update} */
@Service
@Command(scope = "node", name = "update", description = "Replace a swappable bundle while traffic flows")
public final class NodeUpdateCommand extends UpdatingCommand {
    @Option(name = "--allow-downgrade", description = "Accept a package that is older than what is in office")
    boolean allowDowngrade;

    @Argument(
            name = "BUNDLE|FILE",
            description = "A bundle (kernel): the newest package of the node's releases folder; or a package's path",
            required = true)
    @Completion(CoreBundleCompleter.class)
    String what;

    @Override
    protected Change prepare(ShellServices asked) {
        requireOneWish();
        CoreUpdates.Request request = request(what);
        UpdatePlan plan = asked.updates().plan(request);
        String detail = plan.bundle() + " " + plan.from() + " -> " + plan.to() + " " + plan.sha256() + " signed by "
                + plan.keyId() + "; stands still: " + String.join(", ", plan.frozen());
        return new Change(
                "node:update",
                detail,
                plan,
                () -> followed(asked, asked.updates().start(request)));
    }

    private CoreUpdates.Request request(String named) {
        String actor = actor(session());
        if (!named.endsWith(".qsx") && !named.contains("/")) {
            return new CoreUpdates.Request(named, null, allowDowngrade, actor);
        }
        Path file = Path.of(named);
        if (!file.isAbsolute() || !Files.isRegularFile(file)) {
            throw new UsageException("a package is named by its absolute path; there is no file " + named);
        }
        return new CoreUpdates.Request(null, file, allowDowngrade, actor);
    }
}
