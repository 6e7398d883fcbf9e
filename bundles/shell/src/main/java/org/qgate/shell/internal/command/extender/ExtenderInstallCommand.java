package org.qgate.shell.internal.command.extender;

import java.nio.file.Path;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.FileCompleter;
import org.qgate.api.extender.ConsentSheet;
import org.qgate.shell.internal.ShellServices;

/** {@code extender:install} */
@Service
@Command(
        scope = "extender",
        name = "install",
        description = "Install an extender from its package, after showing what it may do")
public final class ExtenderInstallCommand extends ConsentingCommand {
    @Option(name = "--allow-downgrade", description = "Accept a package that is older than what is in office")
    boolean allowDowngrade;

    @Argument(name = "FILE", description = "Absolute path of a .qsx package", required = true)
    @Completion(FileCompleter.class)
    String file;

    @Override
    protected Change prepare(ShellServices asked) {
        Path found = OperatorFile.find(file);
        ConsentSheet sheet = asked.extenders().check(found);
        return consented("extender:install", asked, sheet, consent -> asked.extenders()
                .install(found, consent, allowDowngrade, actor()));
    }
}
