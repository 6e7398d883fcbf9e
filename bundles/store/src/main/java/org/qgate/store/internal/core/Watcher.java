package org.qgate.store.internal.core;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.qgate.api.store.Change;
import org.qgate.api.store.Watch;

/** A bounded queue of changes. */
final class Watcher implements Watch {
    private final ArrayDeque<Change> kept = new ArrayDeque<>();
    private final Runnable wake;
    private final Consumer<Watcher> closing;
    private boolean lost;
    private RuntimeException failure;

    Watcher(Runnable wake, Consumer<Watcher> closing) {
        this.wake = wake;
        this.closing = closing;
    }

    synchronized void offer(Change change) {
        if (kept.size() == KEPT) {
            kept.clear();
            lost = true;
        }
        kept.add(change);
    }

    synchronized void miss() {
        kept.clear();
        lost = true;
    }

    /** A wake-up that fails is its watcher's fault: it hears of it, and whoever made the change does not. */
    void wake() {
        try {
            wake.run();
        } catch (RuntimeException failed) {
            synchronized (this) {
                failure = failed;
            }
            close();
        }
    }

    @Override
    public synchronized List<Change> poll() {
        if (failure != null) {
            throw new IllegalStateException("the wake-up failed", failure);
        }
        List<Change> all = new ArrayList<>(kept);
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
        closing.accept(this);
    }
}
