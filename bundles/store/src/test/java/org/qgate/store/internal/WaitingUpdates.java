package org.qgate.store.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.qgate.api.update.UpdateHistory;
import org.qgate.api.update.UpdateRecord;
import org.qgate.api.update.UpdateStep;

/** Finished updates that a test puts in. */
final class WaitingUpdates implements UpdateHistory {
    final List<UpdateRecord> recalled = new ArrayList<>();
    private final List<UpdateRecord> waiting = new ArrayList<>();

    synchronized void add(long id) {
        waiting.add(new UpdateRecord(
                id, "admin", "org.qgate.kernel", "1", "2", "aa", "bb", 7, List.of(), UpdateStep.CONFIRMED, 34, ""));
    }

    @Override
    public synchronized List<UpdateRecord> waiting() {
        return List.copyOf(waiting);
    }

    @Override
    public synchronized void kept(Collection<Long> ids) {
        waiting.removeIf(each -> ids.contains(each.id()));
    }

    @Override
    public synchronized void recall(List<UpdateRecord> past) {
        recalled.addAll(past);
    }
}
