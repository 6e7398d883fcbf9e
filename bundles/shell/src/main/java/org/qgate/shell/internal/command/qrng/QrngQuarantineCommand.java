package org.qgate.shell.internal.command.qrng;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.qgate.api.qrng.Qrng;
import org.qgate.shell.internal.ShellServices;
import org.qgate.shell.internal.UsageException;

/** {@code qrng:quarantine} */
@Service
@Command(
        scope = "qrng",
        name = "quarantine",
        description = "Use nothing of a device from now on, and recall what it gave since it was well")
public final class QrngQuarantineCommand extends QrngChange {
    private static final int LONGEST_REASON = 200;

    @Argument(index = 0, name = "NAME", description = "Name of a device", required = true)
    @Completion(DeviceCompleter.class)
    String name;

    @Argument(index = 1, name = "REASON", description = "Why, for the alert and the signed block")
    String reason = "by an operator";

    @Override
    protected Change prepare(Qrng qrng, String actor, ShellServices asked) {
        if (reason.length() > LONGEST_REASON) {
            throw new UsageException("a reason has at most " + LONGEST_REASON + " characters");
        }
        qrng.device(name);
        return new Change(
                "qrng:quarantine",
                name + " " + reason,
                () -> DeviceViews.changed(qrng.quarantine(actor, name, reason)));
    }
}
