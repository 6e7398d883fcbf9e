package org.qgate.shell.internal.command.qrng;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.qgate.api.qrng.Qrng;
import org.qgate.shell.internal.ShellServices;

/** {@code qrng:test} */
@Service
@Command(
        scope = "qrng",
        name = "test",
        description = "Run the start-up tests anew on fresh samples; a failure quarantines")
public final class QrngTestCommand extends QrngChange {
    @Argument(index = 0, name = "NAME", description = "Name of a device", required = true)
    @Completion(DeviceCompleter.class)
    String name;

    @Override
    protected Change prepare(Qrng qrng, String actor, ShellServices asked) {
        qrng.device(name);
        return new Change("qrng:test", name, () -> DeviceViews.changed(qrng.test(actor, name)));
    }
}
