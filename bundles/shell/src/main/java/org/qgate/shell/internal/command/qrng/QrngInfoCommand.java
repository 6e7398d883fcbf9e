package org.qgate.shell.internal.command.qrng;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.qgate.api.qrng.DeviceInfo;
import org.qgate.api.qrng.Minute;
import org.qgate.shell.internal.ShellServices;
import org.qgate.shell.internal.command.NodeCommand;
import org.qgate.shell.internal.view.Answer;
import org.qgate.shell.internal.view.Document;

/** {@code qrng:info} */
@Service
@Command(scope = "qrng", name = "info", description = "Show a device, its last assessment and a chart of its last hour")
public final class QrngInfoCommand extends NodeCommand {
    @Argument(name = "NAME", description = "Name of a device", required = true)
    @Completion(DeviceCompleter.class)
    String name;

    @Override
    protected Answer answer(ShellServices asked) {
        DeviceInfo device = asked.qrng().device(name);
        List<Minute> hour = asked.qrng().lastHour(name);
        Document document =
                Document.of("qgate.qrng-device/1").with("device", device).with("lastHour", hour);
        return Answer.of(document, DeviceViews.facts(device), HourChart.of(hour));
    }
}
