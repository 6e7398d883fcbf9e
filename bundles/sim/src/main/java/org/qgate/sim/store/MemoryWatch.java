package org.qgate.sim.store;

import java.util.ArrayList;
import java.util.List;
import org.qgate.api.store.Change;
import org.qgate.api.store.Watch;

/** A bounded queue of the changes of one map. */
final class MemoryWatch implements Watch {
    private final MemoryStore store;
    private final String namespace;
    private final String map;
    private final Runnable wake;
    private final List<Change> kept = new ArrayList<>();
    private boolean news;
    private boolean lost;

    MemoryWatch(MemoryStore store, String namespace, String map, Runnable wake) {
        this.store = store;
        this.namespace = namespace;
        this.map = map;
        this.wake = wake;
    }

    synchronized void changed(String in, MemoryBatch.Step step, long sequence) {
        if (!in.equals(namespace) || !step.map.equals(map)) {
            return;
        }
        if (kept.size() == KEPT) {
            kept.clear();
            lost = true;
        }
        kept.add(
                new Change(step.key.clone(), store.now(namespace, map, step.key).map(byte[]::clone), sequence));
        news = true;
    }

    synchronized void missed(String in) {
        if (in.equals(namespace)) {
            kept.clear();
            lost = true;
        }
    }

    void wake() {
        boolean due;
        synchronized (this) {
            due = news;
            news = false;
        }
        if (due) {
            wake.run();
        }
    }

    @Override
    public synchronized List<Change> poll() {
        List<Change> all = List.copyOf(kept);
        kept.clear();
        return all;
    }

    @Override
    public synchronized boolean lost() {
        boolean was = lost;
        lost = false;
        return was;
    }

    @Override
    public void close() {
        store.unwatch(this);
    }
}
