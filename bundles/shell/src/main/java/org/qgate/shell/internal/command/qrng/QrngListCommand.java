package org.qgate.shell.internal.command.qrng;

import java.util.List;
import java.util.Map;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.qgate.api.qrng.DeviceInfo;
import org.qgate.api.qrng.Qrng;
import org.qgate.shell.internal.ShellServices;
import org.qgate.shell.internal.command.NodeCommand;
import org.qgate.shell.internal.view.Answer;
import org.qgate.shell.internal.view.Document;
import org.qgate.shell.internal.view.Table;
import org.qgate.shell.internal.view.Text;

/** {@code qrng:list} */
@Service
@Command(scope = "qrng", name = "list", description = "List devices of randomness and how they stand")
public final class QrngListCommand extends NodeCommand {
    @Option(name = "--drivers", description = "List the kinds of devices that can be added instead")
    boolean drivers;

    @Override
    protected Answer answer(ShellServices asked) {
        return drivers ? drivers(asked.qrng()) : devices(asked.qrng());
    }

    private static Answer devices(Qrng qrng) {
        List<DeviceInfo> all = qrng.devices();
        Table table = new Table(
                "no devices", "name", "state", "provenance", "rate", "entropy", "discarded", "quarantines", "reason");
        all.forEach(each -> table.row(
                each.spec().name(),
                each.state(),
                each.provenance(),
                Text.bytes((long) each.bytesPerSecond()) + "/s",
                DeviceViews.bits(each.creditedMinEntropy()) + "/" + each.spec().bitsPerSample(),
                each.discarded() + " of " + each.windows(),
                each.quarantines(),
                each.reason()));
        return Answer.of(Document.of("qgate.qrng-devices/1").with("devices", all), table);
    }

    private static Answer drivers(Qrng qrng) {
        Map<String, String> all = qrng.drivers();
        Table table = new Table("no drivers", "driver", "what");
        all.forEach(table::row);
        return Answer.of(Document.of("qgate.qrng-drivers/1").with("drivers", all), table);
    }
}
