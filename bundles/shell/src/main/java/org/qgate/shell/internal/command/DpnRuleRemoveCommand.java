package org.qgate.shell.internal.command;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.qgate.shell.internal.ShellServices;
import org.qgate.shell.internal.UsageException;
import org.qgate.shell.internal.view.Answer;
import org.qgate.shell.internal.view.Document;

/** {@code dpn:rule-remove} */
@Service
@Command(scope = "dpn", name = "rule-remove", description = "Remove a rule by its number")
public final class DpnRuleRemoveCommand extends ChangingCommand {
    @Argument(name = "ID", description = "Rule number, as listed", required = true)
    @Completion(RuleCompleter.class)
    long id;

    @Override
    protected Change prepare(ShellServices asked) {
        return new Change("dpn:rule-remove", Long.toString(id), () -> {
            if (!asked.dpn().removeRule(id)) {
                throw new UsageException("there is no rule " + id + "; dpn:rule-list shows the numbers");
            }
            return Answer.of(Document.of("qgate.rule-removed/1").with("id", id), "removed rule " + id);
        });
    }
}
