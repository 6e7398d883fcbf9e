package org.qgate.shell.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.UpdateError;
import org.qgate.api.update.CoreUpdates;
import org.qgate.api.update.CoreVersion;
import org.qgate.api.update.UpdateCounters;
import org.qgate.api.update.UpdatePlan;
import org.qgate.api.update.UpdateRecord;
import org.qgate.api.update.UpdateStep;

/** Updates with known answers: the kernel can be updated once and then rolled back. */
final class KnownUpdates implements CoreUpdates {
    static final String SHA = "ab".repeat(32);
    final List<UpdateRecord> journal = new ArrayList<>();

    @Override
    public UpdatePlan plan(Request request) {
        if (!"kernel".equals(request.bundle())) {
            throw new QGateException(UpdateError.BEDROCK, "org.qgate." + request.bundle() + " is bedrock");
        }
        return new UpdatePlan("org.qgate.kernel", "1.0.0", "1.1.0", SHA, "key", List.of("org.qgate.kernel"), List.of());
    }

    @Override
    public long start(Request request) {
        return add(request.actor(), "1.0.0", "1.1.0", UpdateStep.PROBATION, "");
    }

    @Override
    public long rollback(String bundle, String actor) {
        return add(actor, "1.1.0", "1.0.0", UpdateStep.ABORTED, "QG-UPD-0011 it hangs");
    }

    private long add(String actor, String from, String to, UpdateStep outcome, String error) {
        long id = journal.size() + 1L;
        journal.add(
                0,
                new UpdateRecord(
                        id,
                        actor,
                        "org.qgate.kernel",
                        from,
                        to,
                        SHA,
                        SHA,
                        0,
                        List.of(new UpdateRecord.StepTime(UpdateStep.FREEZE, 1_500)),
                        outcome,
                        2_500,
                        error));
        return id;
    }

    @Override
    public Optional<UpdateRecord> record(long id) {
        return journal.stream().filter(each -> each.id() == id).findFirst();
    }

    @Override
    public List<UpdateRecord> journal() {
        return List.copyOf(journal);
    }

    @Override
    public List<CoreVersion> versions() {
        return List.of(new CoreVersion("org.qgate.kernel", "1.0.0", SHA, CoreVersion.Standing.CURRENT, "distribution"));
    }

    @Override
    public UpdateCounters counters() {
        return new UpdateCounters(1, 0, 0, 0, 2_500, 2_500, 0, 1, 2, 3);
    }
}
