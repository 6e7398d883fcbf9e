package org.qgate.shell.internal.command;

import java.util.List;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.qgate.api.error.Retry;
import org.qgate.shell.internal.ShellServices;
import org.qgate.shell.internal.doctor.Doctor;
import org.qgate.shell.internal.doctor.Finding;
import org.qgate.shell.internal.doctor.Verdict;
import org.qgate.shell.internal.view.Answer;
import org.qgate.shell.internal.view.Document;
import org.qgate.shell.internal.view.Text;

/** {@code node:doctor}: exit code 0 unless a check failed. */
@Service
@Command(scope = "node", name = "doctor", description = "Checks with evidence, cause and remedy; changes nothing")
public final class NodeDoctorCommand extends NodeCommand {
    @Override
    protected boolean worksLocked() {
        return true;
    }

    @Override
    protected Answer answer(ShellServices asked) {
        return of(Doctor.examine(asked));
    }

    /** Returns findings as an answer whose exit code is 0 unless one failed. */
    public static Answer of(List<Finding> findings) {
        Verdict worst =
                findings.stream().map(Finding::verdict).max(Verdict::compareTo).orElse(Verdict.OK);
        Document document = Document.of("qgate.doctor/1").with("worst", worst).with("checks", findings);
        return Answer.of(document, (out, terminal) -> {
                    for (Finding finding : findings) {
                        out.println(line(finding, terminal));
                    }
                })
                .exit(worst == Verdict.FAIL ? Retry.WILL_NOT_HELP.exitCode() : 0);
    }

    static String line(Finding finding, boolean terminal) {
        String gap = terminal ? "  " : "\t";
        StringBuilder line = new StringBuilder(finding.verdict().name());
        line.append(gap).append(finding.check()).append(gap).append(Text.clean(finding.evidence()));
        if (!finding.cause().isEmpty()) {
            line.append(gap).append("cause: ").append(Text.clean(finding.cause()));
        }
        if (!finding.fix().isEmpty()) {
            line.append(gap).append("fix: ").append(Text.clean(finding.fix()));
        }
        return line.toString();
    }
}
