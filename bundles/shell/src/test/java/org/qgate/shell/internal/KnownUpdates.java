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

/** Updates with known answers: the kernel can be updated and rolled back, a step each time somebody looks. */
public final class KnownUpdates implements CoreUpdates {
    public static final String SHA = "ab".repeat(32);
    private static final String KERNEL = "org.qgate.kernel";

    /** How each update goes on; the last outcome stays. */
    public List<UpdateStep> course =
            List.of(UpdateStep.VERIFY, UpdateStep.PREPARE, UpdateStep.FREEZE, UpdateStep.PROBATION);

    /** What went wrong. */
    public String error = "";

    /** Requests that were carried out. */
    public final List<Request> begun = new ArrayList<>();

    private final List<UpdateRecord> journal = new ArrayList<>();
    private int looks;

    @Override
    public UpdatePlan plan(Request request) {
        if (request.file() == null && !"kernel".equals(request.bundle())) {
            throw new QGateException(UpdateError.BEDROCK, "org.qgate." + request.bundle() + " is bedrock");
        }
        return new UpdatePlan(
                KERNEL, "1.0.0", "1.1.0", SHA, "key", List.of(KERNEL), List.of("the version before is kept"));
    }

    @Override
    public long start(Request request) {
        begun.add(request);
        return add(request.actor(), "1.0.0", "1.1.0");
    }

    @Override
    public long rollback(String bundle, String actor) {
        if (!"kernel".equals(bundle)) {
            throw new QGateException(UpdateError.UNKNOWN, bundle + " was never updated here");
        }
        return add(actor, "1.1.0", "1.0.0");
    }

    private long add(String actor, String from, String to) {
        looks = 0;
        long id = journal.size() + 1L;
        journal.add(0, new UpdateRecord(id, actor, KERNEL, from, to, SHA, SHA, 0, List.of(), UpdateStep.VERIFY, 0, ""));
        return id;
    }

    @Override
    public Optional<UpdateRecord> record(long id) {
        return journal.stream().filter(each -> each.id() == id).findFirst().map(this::advanced);
    }

    private UpdateRecord advanced(UpdateRecord each) {
        UpdateStep outcome = course.get(Math.min(looks++, course.size() - 1));
        boolean crossed = outcome == UpdateStep.PROBATION || outcome == UpdateStep.CONFIRMED;
        UpdateRecord now = new UpdateRecord(
                each.id(),
                each.actor(),
                each.bundle(),
                each.from(),
                each.to(),
                SHA,
                SHA,
                0,
                crossed ? List.of(new UpdateRecord.StepTime(UpdateStep.FREEZE, 1_500)) : List.of(),
                outcome,
                crossed ? 2_500 : 0,
                outcome == course.get(course.size() - 1) ? error : "");
        journal.replaceAll(old -> old.id() == each.id() ? now : old);
        return now;
    }

    @Override
    public List<UpdateRecord> journal() {
        return List.copyOf(journal);
    }

    @Override
    public List<CoreVersion> versions() {
        return List.of(new CoreVersion(KERNEL, "1.0.0", SHA, CoreVersion.Standing.CURRENT, "distribution"));
    }

    @Override
    public UpdateCounters counters() {
        return new UpdateCounters(1, 0, 0, 0, 2_500, 2_500, 0, 1, 2, 3);
    }
}
