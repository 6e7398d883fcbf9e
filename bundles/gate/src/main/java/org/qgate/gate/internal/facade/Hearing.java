package org.qgate.gate.internal.facade;

import java.util.ArrayDeque;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.qgate.ext.Permission;
import org.qgate.ext.event.Event;
import org.qgate.gate.internal.run.Threads;

/**
 * One listener of one instance: its events in order, one at a time, on a thread of the instance; what it cannot take in time is
 * dropped. Thread-safe.
 */
final class Hearing {
    private static final int QUEUE = 64;

    private final String topic;
    private final Access access;
    private final Threads threads;
    private final ArrayDeque<Event> waiting = new ArrayDeque<>();
    private final AtomicLong dropped = new AtomicLong();
    private Consumer<Event> listener;
    private boolean running;

    Hearing(String topic, Access access, Threads threads, Consumer<Event> listener) {
        this.topic = topic;
        this.access = access;
        this.threads = threads;
        this.listener = listener;
    }

    String topic() {
        return topic;
    }

    void take(Event event) {
        if (!access.allows(Permission.EVENT_SUBSCRIBE, topic)) {
            return;
        }
        synchronized (this) {
            if (listener == null) {
                return;
            }
            if (waiting.size() == QUEUE) {
                dropped.incrementAndGet();
                return;
            }
            waiting.add(event);
            if (running) {
                return;
            }
            running = true;
        }
        if (!threads.offer(this::run)) {
            giveUp();
        }
    }

    private synchronized void giveUp() {
        running = false;
        dropped.addAndGet(waiting.size());
        waiting.clear();
    }

    private void run() {
        boolean well = false;
        try {
            for (Event next = next(); next != null; next = next()) {
                tell(next);
            }
            well = true;
        } finally {
            if (!well) {
                giveUp();
            }
        }
    }

    private void tell(Event event) {
        Consumer<Event> present;
        synchronized (this) {
            present = listener;
        }
        if (present != null && access.allows(Permission.EVENT_SUBSCRIBE, topic)) {
            present.accept(event);
        }
    }

    private synchronized Event next() {
        Event next = waiting.poll();
        if (next == null) {
            running = false;
        }
        return next;
    }

    synchronized void end() {
        listener = null;
        waiting.clear();
    }

    /** Returns how many were dropped. */
    long dropped() {
        return dropped.get();
    }
}
