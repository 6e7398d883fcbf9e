package org.qgate.base.internal.swap;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.qgate.api.base.StateFolder;
import org.qgate.api.error.QGateException;
import org.qgate.api.update.UpdateHistory;
import org.qgate.api.update.UpdateRecord;
import org.qgate.api.update.UpdateStep;
import org.qgate.base.internal.state.StateDocument;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What updates did, newest first; in {@code core/journal.json} what nobody keeps, and the newest. Thread-safe. */
final class Journal implements UpdateHistory {
    static final int MOST = 200;
    private static final Logger LOG = LoggerFactory.getLogger("org.qgate.updates");

    private final StateDocument document;
    private final Deque<UpdateRecord> records = new ArrayDeque<>();
    private final Set<Long> kept = new HashSet<>();

    /** Reads the journal; what was under way when the node ended is over: {@code starts} tells which version stayed. */
    Journal(StateFolder state, UnaryOperator<String> starts) {
        document = new StateDocument(state, "core/journal.json", "qgate.updates/1", "updates");
        List<UpdateRecord> read = read();
        read.forEach(each -> records.add(each.over() ? each : concluded(each, starts.apply(each.bundle()))));
        if (!read.equals(List.copyOf(records))) {
            write();
        }
    }

    /** What cannot be read is put aside: that history is lost is no reason to keep a node down. */
    private List<UpdateRecord> read() {
        try {
            return document.read(Journal::parse).orElseGet(List::of);
        } catch (QGateException unreadable) {
            LOG.error("The journal of updates begins anew: {}", unreadable.getMessage());
            document.putAside();
            return List.of();
        }
    }

    private static List<UpdateRecord> parse(Object updates) {
        return ((List<?>) updates).stream().map(UpdateRecord::of).toList();
    }

    private static UpdateRecord concluded(UpdateRecord each, String starts) {
        boolean taken = each.outcome() == UpdateStep.PROBATION;
        boolean confirmed = taken && each.to().equals(starts);
        return each.at(
                confirmed ? UpdateStep.CONFIRMED : taken ? UpdateStep.ROLLED_BACK : UpdateStep.ABORTED,
                each.steps(),
                each.gateClosedMicros(),
                confirmed ? "" : "the node ended during it");
    }

    /** Begins an entry. */
    synchronized UpdateRecord begin(
            String actor, String bundle, String from, String to, String fromSha, String toSha, long wallMs) {
        long id = records.isEmpty() ? 1 : records.peekFirst().id() + 1;
        UpdateRecord fresh = new UpdateRecord(
                id, actor, bundle, from, to, fromSha, toSha, wallMs, List.of(), UpdateStep.VERIFY, 0, "");
        records.addFirst(fresh);
        while (records.size() > MOST) {
            kept.remove(records.removeLast().id());
        }
        write();
        return fresh;
    }

    /** Says how far an entry has come. */
    synchronized void step(long id, UpdateStep outcome, List<UpdateRecord.StepTime> steps, long micros, String error) {
        List<UpdateRecord> all = List.copyOf(records);
        records.clear();
        all.forEach(each -> records.add(each.id() == id ? each.at(outcome, steps, micros, error) : each));
        write();
    }

    synchronized Optional<UpdateRecord> find(long id) {
        return records.stream().filter(each -> each.id() == id).findFirst();
    }

    synchronized List<UpdateRecord> all() {
        return List.copyOf(records);
    }

    @Override
    public synchronized List<UpdateRecord> waiting() {
        return records.stream()
                .filter(each -> each.over() && !kept.contains(each.id()))
                .toList();
    }

    @Override
    public synchronized void kept(Collection<Long> ids) {
        if (kept.addAll(ids)) {
            write();
        }
    }

    @Override
    public synchronized void recall(List<UpdateRecord> past) {
        past.stream()
                .filter(each -> find(each.id()).isEmpty())
                .sorted(Comparator.comparingLong(UpdateRecord::id).reversed())
                .limit(Math.max(0, MOST - records.size()))
                .toList()
                .forEach(records::addLast);
        kept(past.stream().map(UpdateRecord::id).toList());
    }

    private void write() {
        document.write(records.stream()
                .filter(each -> !kept.contains(each.id()) || each.equals(records.peekFirst())) // by which numbers go on
                .map(UpdateRecord::json)
                .toList());
    }
}
