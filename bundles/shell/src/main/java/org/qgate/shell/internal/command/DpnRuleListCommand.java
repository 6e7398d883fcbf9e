package org.qgate.shell.internal.command;

import java.util.List;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.qgate.api.dpn.Rule;
import org.qgate.shell.internal.ShellServices;
import org.qgate.shell.internal.view.Answer;
import org.qgate.shell.internal.view.Document;
import org.qgate.shell.internal.view.Table;

/** {@code dpn:rule-list} */
@Service
@Command(scope = "dpn", name = "rule-list", description = "List the rules for destinations in the order they are tried")
public final class DpnRuleListCommand extends NodeCommand {
    @Override
    protected Answer answer(ShellServices asked) {
        List<Rule> rules = asked.dpn().rules();
        return Answer.of(Document.of("qgate.rules/1").with("rules", rules), table(rules));
    }

    static Table table(List<Rule> rules) {
        Table table = new Table("no rules", "id", "pattern", "action", "hits");
        rules.forEach(rule -> table.row(rule.id(), rule.pattern(), described(rule.action()), rule.hits()));
        return table;
    }

    private static String described(String action) {
        return switch (action) {
            case "direct" -> "direct (not anonymous)";
            case "1" -> "1 hop (not anonymous)";
            case "block" -> "block";
            default -> action + " hops";
        };
    }
}
