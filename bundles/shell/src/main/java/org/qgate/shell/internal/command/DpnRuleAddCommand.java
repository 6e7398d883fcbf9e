package org.qgate.shell.internal.command;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.qgate.api.dpn.Rule;
import org.qgate.shell.internal.ShellServices;
import org.qgate.shell.internal.view.Answer;
import org.qgate.shell.internal.view.Document;

/** {@code dpn:rule-add} */
@Service
@Command(scope = "dpn", name = "rule-add", description = "Add a rule for destinations at the end")
public final class DpnRuleAddCommand extends ChangingCommand {
    @Argument(
            index = 0,
            name = "PATTERN",
            description = "example.org, *.example.org, 192.0.2.0/24 or *, each perhaps with :port or :first-last",
            required = true)
    @Completion(PatternCompleter.class)
    String pattern;

    @Argument(index = 1, name = "ACTION", description = "direct, 1, 3, 5 or block", required = true)
    @Completion(
            value = StringsCompleter.class,
            values = {"direct", "1", "3", "5", "block"})
    String action;

    @Override
    protected Change prepare(ShellServices asked) {
        // The pattern names a destination: the audit record has none.
        return new Change("dpn:rule-add", action, () -> {
            Rule rule = asked.dpn().addRule(pattern, action);
            return Answer.of(Document.of("qgate.rule/1").with("rule", rule), DpnRuleListCommand.table(List.of(rule)));
        });
    }
}
