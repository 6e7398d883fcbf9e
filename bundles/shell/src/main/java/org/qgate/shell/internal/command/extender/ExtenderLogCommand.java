package org.qgate.shell.internal.command.extender;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.qgate.api.extender.LogLine;
import org.qgate.shell.internal.ShellServices;
import org.qgate.shell.internal.command.NodeCommand;
import org.qgate.shell.internal.view.Answer;
import org.qgate.shell.internal.view.Document;
import org.qgate.shell.internal.view.Table;
import org.qgate.shell.internal.view.Text;

/** {@code extender:log} */
@Service
@Command(scope = "extender", name = "log", description = "Show the newest lines of the log of an extender")
public final class ExtenderLogCommand extends NodeCommand {
    @Option(name = "--lines", description = "How many lines at most")
    int lines = 50;

    @Argument(name = "ID", description = "Id of an extender", required = true)
    @Completion(ExtenderCompleter.class)
    String id;

    @Override
    protected Answer answer(ShellServices asked) {
        List<LogLine> log = asked.extenders().log(id, lines);
        Table table = new Table("nothing was logged", "time", "version", "level", "text");
        log.forEach(each -> table.row(Text.moment(each.wallMs()), each.version(), each.level(), each.text()));
        return Answer.of(Document.of("qgate.extender-log/1").with("id", id).with("lines", log), table);
    }
}
