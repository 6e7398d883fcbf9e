package org.qgate.shell.internal.command.extender;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.FileCompleter;
import org.qgate.api.error.Retry;
import org.qgate.api.extender.ConsentSheet;
import org.qgate.shell.internal.ShellServices;
import org.qgate.shell.internal.command.NodeCommand;
import org.qgate.shell.internal.view.Answer;
import org.qgate.shell.internal.view.ConsentView;
import org.qgate.shell.internal.view.Document;

/** {@code extender:verify} */
@Service
@Command(
        scope = "extender",
        name = "verify",
        description = "Verify a package and show what installing it would mean; changes nothing")
public final class ExtenderVerifyCommand extends NodeCommand {
    @Argument(name = "FILE", description = "Absolute path of a .qsx package", required = true)
    @Completion(FileCompleter.class)
    String file;

    @Override
    protected Answer answer(ShellServices asked) {
        ConsentSheet sheet = asked.extenders().check(OperatorFile.find(file));
        Answer answer = Answer.of(Document.of("qgate.sheet/1").with("sheet", sheet), ConsentView.of(sheet));
        return sheet.findings().isEmpty() ? answer : answer.exit(Retry.WILL_NOT_HELP.exitCode());
    }
}
