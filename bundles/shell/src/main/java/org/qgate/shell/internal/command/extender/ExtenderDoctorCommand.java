package org.qgate.shell.internal.command.extender;

import java.util.List;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.qgate.shell.internal.ShellServices;
import org.qgate.shell.internal.command.NodeCommand;
import org.qgate.shell.internal.command.NodeDoctorCommand;
import org.qgate.shell.internal.doctor.Doctor;
import org.qgate.shell.internal.view.Answer;

/** {@code extender:doctor}: looks anew, also for what was missing a moment ago. */
@Service
@Command(
        scope = "extender",
        name = "doctor",
        description = "Check whether this machine can hold extenders of strangers; changes nothing")
public final class ExtenderDoctorCommand extends NodeCommand {
    @Override
    protected boolean worksLocked() {
        return true;
    }

    @Override
    protected Answer answer(ShellServices asked) {
        return NodeDoctorCommand.of(List.copyOf(Doctor.extenders(asked, true)));
    }
}
