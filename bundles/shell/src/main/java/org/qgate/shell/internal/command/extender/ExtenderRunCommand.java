package org.qgate.shell.internal.command.extender;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.qgate.shell.internal.ShellServices;
import org.qgate.shell.internal.UsageException;
import org.qgate.shell.internal.command.ChangingCommand;
import org.qgate.shell.internal.view.Answer;
import org.qgate.shell.internal.view.Document;
import org.qgate.shell.internal.view.Table;

/** {@code extender:run} */
@Service
@Command(scope = "extender", name = "run", description = "Run a command of an extender")
public final class ExtenderRunCommand extends ChangingCommand {
    /** How long it waits when nobody says. */
    static final int SECONDS = 30;

    private static final int LONGEST_SECONDS = 600;

    @Option(name = "--timeout", description = "Seconds to wait for it at most")
    int seconds = SECONDS;

    @Argument(index = 0, name = "ID", description = "Id of an extender", required = true)
    @Completion(ExtenderCompleter.class)
    String id;

    @Argument(index = 1, name = "COMMAND", description = "A command, as extender:info shows it", required = true)
    String command;

    @Argument(index = 2, name = "ARGUMENTS", description = "What it takes", multiValued = true)
    List<String> arguments;

    /** The same under another name. */
    static ExtenderRunCommand of(String id, String command, Words words) {
        ExtenderRunCommand run = new ExtenderRunCommand();
        run.id = id;
        run.command = command;
        run.arguments = words.texts();
        run.seconds = words.seconds();
        if (words.dryRun()) {
            run.onlySay();
        }
        return run;
    }

    @Override
    protected Change prepare(ShellServices asked) {
        if (seconds < 1 || seconds > LONGEST_SECONDS) {
            throw new UsageException("--timeout takes 1 to " + LONGEST_SECONDS + " seconds");
        }
        List<String> given = arguments == null ? List.of() : List.copyOf(arguments);
        // Arguments may be secrets: the audit record has none.
        return new Change("extender:run", id + " " + command, () -> {
            long atMostMs = TimeUnit.SECONDS.toMillis(seconds);
            return shown(asked.extenders().run(id, command, given, atMostMs, actor(session())));
        });
    }

    private static Answer shown(List<List<String>> said) {
        List<List<String>> rows = said.subList(1, said.size());
        Table table = new Table("it says nothing", said.get(0).toArray(String[]::new));
        rows.forEach(row -> table.row(row.toArray()));
        Document document = Document.of("qgate.extender-answer/1")
                .with("columns", said.get(0))
                .with("rows", rows);
        return Answer.of(document, table);
    }
}
