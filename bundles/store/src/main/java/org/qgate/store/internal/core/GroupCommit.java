package org.qgate.store.internal.core;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Lets the threads that commit write for each other: one leads and writes all that waits as one batch, the others wait;
 * what comes meanwhile is the next batch. There is no timer and no thread of its own, and no more waits than threads
 * call.
 */
final class GroupCommit {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition finished = lock.newCondition();
    private final ArrayDeque<Request> waiting = new ArrayDeque<>();
    private final int largestGroup;
    private final Consumer<List<Request>> writer;
    private boolean led;
    private long commits;

    /**
     * Makes a queue.
     *
     * @param largestGroup bytes that are written together
     * @param writer writes a group and says of each what became of it; called by one thread at a time
     */
    GroupCommit(int largestGroup, Consumer<List<Request>> writer) {
        this.largestGroup = largestGroup;
        this.writer = writer;
    }

    /** Returns whether a request's expectations held, when it is durable; throws why it could not be written. */
    boolean commit(Request request) {
        lock.lock();
        try {
            waiting.add(request);
            commits++;
            while (!request.isDone()) {
                if (led) {
                    finished.awaitUninterruptibly();
                } else {
                    lead();
                }
            }
        } finally {
            lock.unlock();
        }
        return request.outcome();
    }

    /** Runs alone, between two groups. */
    void exclusively(Runnable task) {
        lock.lock();
        try {
            while (led) {
                finished.awaitUninterruptibly();
            }
            task.run();
        } finally {
            lock.unlock();
        }
    }

    private void lead() {
        List<Request> group = nextGroup();
        led = true;
        lock.unlock();
        RuntimeException unforeseen = new IllegalStateException("the thread that wrote broke off");
        try {
            writer.accept(group);
            unforeseen = null;
        } catch (RuntimeException failed) {
            unforeseen = failed;
        } finally {
            lock.lock();
            led = false;
            for (Request each : group) {
                if (unforeseen != null) {
                    each.fail(unforeseen);
                }
                each.finish();
            }
            finished.signalAll();
        }
    }

    private List<Request> nextGroup() {
        List<Request> group = new ArrayList<>();
        int bytes = 0;
        while (!waiting.isEmpty() && (group.isEmpty() || bytes + waiting.peek().bytes() <= largestGroup)) {
            bytes += waiting.peek().bytes();
            group.add(waiting.remove());
        }
        return group;
    }

    long commits() {
        lock.lock();
        try {
            return commits;
        } finally {
            lock.unlock();
        }
    }
}
