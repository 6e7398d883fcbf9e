package org.qgate.shell.internal.command.qrng;

import java.util.List;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.qgate.api.qrng.Alert;
import org.qgate.shell.internal.ShellServices;
import org.qgate.shell.internal.command.NodeCommand;
import org.qgate.shell.internal.view.Answer;
import org.qgate.shell.internal.view.Document;
import org.qgate.shell.internal.view.Table;
import org.qgate.shell.internal.view.Text;

/** {@code qrng:alerts} */
@Service
@Command(scope = "qrng", name = "alerts", description = "List what an operator should know of devices, newest first")
public final class QrngAlertsCommand extends NodeCommand {
    @Option(name = "--all", description = "Those that are over as well")
    boolean all;

    @Override
    protected Answer answer(ShellServices asked) {
        List<Alert> alerts = asked.qrng().alerts().stream()
                .filter(each -> all || each.clearedWallMs() == 0)
                .toList();
        Table table = new Table("no alerts", "number", "raised", "over", "device", "code", "cause", "advice");
        alerts.forEach(each -> table.row(
                each.number(),
                Text.moment(each.raisedWallMs()),
                each.clearedWallMs() == 0 ? "no" : Text.moment(each.clearedWallMs()),
                each.device().isEmpty() ? "-" : each.device(),
                each.code(),
                each.cause(),
                each.advice()));
        return Answer.of(Document.of("qgate.qrng-alerts/1").with("alerts", alerts), table);
    }
}
