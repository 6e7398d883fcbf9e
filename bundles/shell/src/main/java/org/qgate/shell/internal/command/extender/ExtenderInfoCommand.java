package org.qgate.shell.internal.command.extender;

import java.util.List;
import java.util.Set;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.qgate.api.error.ExtenderError;
import org.qgate.api.error.QGateException;
import org.qgate.api.extender.CommandRow;
import org.qgate.api.extender.ExtenderInfo;
import org.qgate.api.extender.SettingRow;
import org.qgate.shell.internal.ShellServices;
import org.qgate.shell.internal.command.NodeCommand;
import org.qgate.shell.internal.view.Answer;
import org.qgate.shell.internal.view.Document;
import org.qgate.shell.internal.view.Facts;
import org.qgate.shell.internal.view.Table;
import org.qgate.shell.internal.view.Text;

/** {@code extender:info} */
@Service
@Command(scope = "extender", name = "info", description = "Show an extender, its settings and its commands")
public final class ExtenderInfoCommand extends NodeCommand {
    private static final Set<String> RUNNING = Set.of("LIVE", "PROBATION", "PAUSED");

    @Argument(name = "ID", description = "Id of an extender", required = true)
    @Completion(ExtenderCompleter.class)
    String id;

    @Override
    protected Answer answer(ShellServices asked) {
        return of(asked, id);
    }

    static Answer of(ShellServices asked, String id) {
        ExtenderInfo info = asked.extenders()
                .info(id)
                .orElseThrow(() -> new QGateException(ExtenderError.NO_EXTENDER, "there is no " + id));
        boolean running = RUNNING.contains(info.state());
        List<SettingRow> settings = running ? asked.extenders().settings(id) : List.of();
        List<CommandRow> commands = running ? asked.extenders().commands(id) : List.of();
        Table set = new Table("nothing can be set", "setting", "value", "range", "what");
        settings.forEach(each ->
                set.row(each.name(), each.value() + (each.set() ? "" : " (standard)"), each.range(), each.title()));
        Table runs = new Table("no commands", "command", "arguments", "what");
        commands.forEach(each -> runs.row(named(each), each.usage(), each.description()));
        Document document = Document.of("qgate.extender/1")
                .with("extender", info)
                .with("settings", settings)
                .with("commands", commands);
        return running ? Answer.of(document, facts(info), set, runs) : Answer.of(document, facts(info));
    }

    private static String named(CommandRow row) {
        return row.scope().isEmpty() ? row.name() : row.scope() + ":" + row.name();
    }

    private static Facts facts(ExtenderInfo info) {
        return new Facts()
                .fact("id", info.id())
                .fact("title", info.title())
                .fact("state", info.state() + (info.reason().isEmpty() ? "" : ": " + info.reason()))
                .fact("version", info.version())
                .fact("held", info.heldVersion().isEmpty() ? "-" : info.heldVersion() + ", see extender:diff")
                .fact("kept for rollback", info.parked().isEmpty() ? "-" : String.join(", ", info.parked()))
                .fact("publisher", info.publisher())
                .fact("key", info.keyId())
                .fact("tier", info.tier().isEmpty() ? "-" : info.tier() + ": " + info.tierReason())
                .fact("provides", String.join(", ", info.provides()))
                .fact("data epoch", info.dataEpoch())
                .fact("started", Text.moment(info.startedWallMs()))
                .fact("threads", info.threads())
                .fact("processor", Text.duration(info.cpuMs()))
                .fact("streams", info.streams())
                .fact("calls", info.calls() + ", failed " + info.failures())
                .fact("process ended", info.restarts() == 0 ? "-" : info.restarts() + " times, and was begun again")
                .fact("store", Text.bytes(info.storeBytes()))
                .fact("last update", "callers waited " + ChangeProgress.milliseconds(info.gateClosedMicros()) + " ms");
    }
}
