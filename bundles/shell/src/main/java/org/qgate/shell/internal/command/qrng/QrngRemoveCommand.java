package org.qgate.shell.internal.command.qrng;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.qgate.api.qrng.Qrng;
import org.qgate.shell.internal.ShellServices;
import org.qgate.shell.internal.view.Answer;
import org.qgate.shell.internal.view.Document;

/** {@code qrng:remove} */
@Service
@Command(scope = "qrng", name = "remove", description = "Remove a device; bytes that lie ready stay")
public final class QrngRemoveCommand extends QrngChange {
    @Argument(index = 0, name = "NAME", description = "Name of a device", required = true)
    @Completion(DeviceCompleter.class)
    String name;

    @Override
    protected Change prepare(Qrng qrng, String actor, ShellServices asked) {
        qrng.device(name);
        return new Change("qrng:remove", name, () -> {
            qrng.remove(actor, name);
            Document document =
                    Document.of("qgate.qrng-removed/1").with("name", name).with("removed", true);
            return Answer.of(document, "removed " + name);
        });
    }
}
