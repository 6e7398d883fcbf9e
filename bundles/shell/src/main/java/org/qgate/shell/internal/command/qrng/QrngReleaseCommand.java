package org.qgate.shell.internal.command.qrng;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.qgate.api.qrng.Qrng;
import org.qgate.shell.internal.ShellServices;

/** {@code qrng:release} */
@Service
@Command(
        scope = "qrng",
        name = "release",
        description = "Let a quarantined device qualify again, by its start-up tests")
public final class QrngReleaseCommand extends QrngChange {
    @Argument(index = 0, name = "NAME", description = "Name of a device", required = true)
    @Completion(DeviceCompleter.class)
    String name;

    @Override
    protected Change prepare(Qrng qrng, String actor, ShellServices asked) {
        qrng.device(name);
        return new Change("qrng:release", name, () -> DeviceViews.changed(qrng.release(actor, name)));
    }
}
