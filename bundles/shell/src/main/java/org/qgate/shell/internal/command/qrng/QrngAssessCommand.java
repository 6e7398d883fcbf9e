package org.qgate.shell.internal.command.qrng;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.qgate.api.qrng.Assessment;
import org.qgate.api.qrng.DeviceInfo;
import org.qgate.api.qrng.Qrng;
import org.qgate.shell.internal.ShellServices;
import org.qgate.shell.internal.UsageException;
import org.qgate.shell.internal.view.Answer;
import org.qgate.shell.internal.view.Document;
import org.qgate.shell.internal.view.Facts;
import org.qgate.shell.internal.view.Table;

/** {@code qrng:assess} */
@Service
@Command(
        scope = "qrng",
        name = "assess",
        description = "Estimate the min-entropy of fresh samples (SP 800-90B, section 6.3)")
public final class QrngAssessCommand extends QrngChange {
    private static final int FEWEST = 10_000;
    private static final int MOST = 1_000_000;

    @Argument(index = 0, name = "NAME", description = "Name of a device", required = true)
    @Completion(DeviceCompleter.class)
    String name;

    @Option(
            name = "--samples",
            description = "How many: 10,000 to 1,000,000; fewer than 1,000,000 is quicker and says less")
    int samples = MOST;

    @Override
    protected Change prepare(Qrng qrng, String actor, ShellServices asked) {
        if (samples < FEWEST || samples > MOST) {
            throw new UsageException("--samples is " + FEWEST + " to " + MOST + ", not " + samples);
        }
        DeviceInfo device = qrng.device(name);
        return new Change("qrng:assess", name + " " + samples, () -> {
            say("collecting " + samples + " samples of " + name + " and estimating; this takes up to minutes");
            return of(device, qrng.assess(actor, name, samples));
        });
    }

    private static Answer of(DeviceInfo device, Assessment assessment) {
        Table table = new Table("no estimates", "section", "estimator", "over", "min-entropy");
        assessment
                .estimates()
                .forEach(each -> table.row(
                        each.section(),
                        each.name(),
                        each.overBits() ? "bits" : "symbols",
                        DeviceViews.bits(each.minEntropy())));
        double claimed = device.spec().claimedMinEntropy();
        Facts facts = new Facts()
                .fact("samples", assessment.samples() + " of " + assessment.bitsPerSample() + " bits")
                .fact("over symbols", DeviceViews.bits(assessment.original()))
                .fact("over bits", DeviceViews.bits(assessment.bitstring()) + " a bit")
                .fact("assessed", DeviceViews.bits(assessment.assessed()) + " bits a sample")
                .fact(
                        "claimed",
                        DeviceViews.bits(claimed)
                                + (claimed > assessment.assessed() ? ": more than was measured" : ": it holds"));
        Document document = Document.of("qgate.qrng-assessment/1")
                .with("name", device.spec().name())
                .with("claimed", claimed)
                .with("assessment", assessment);
        return Answer.of(document, table, facts);
    }
}
