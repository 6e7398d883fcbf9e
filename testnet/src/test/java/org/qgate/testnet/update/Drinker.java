package org.qgate.testnet.update;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A program that asks for random bytes again and again, and notes what it gets, how long it waits and what fails. */
final class Drinker implements AutoCloseable {
    private static final long PACE_NS = TimeUnit.MILLISECONDS.toNanos(25);

    private final LocalDoor door;
    private final int count;
    private final Thread thread;
    private final List<byte[]> got = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();
    private long longestMs;
    private volatile boolean ended;

    /** Begins. */
    Drinker(LocalDoor door, int count, String name) {
        this.door = door;
        this.count = count;
        thread = new Thread(this::drink, name);
        thread.start();
    }

    private void drink() {
        while (!ended) {
            long begun = System.nanoTime();
            try {
                note(door.get("/v1/random/bytes?count=" + count));
            } catch (IOException | RuntimeException failed) {
                fail(failed.toString());
            }
            waited(begun);
            LockSupport.parkNanos(PACE_NS);
        }
    }

    private synchronized void note(HttpResponse<byte[]> answer) {
        if (answer.statusCode() != 200 || answer.body().length != count) {
            failures.add(answer.statusCode() + ", " + answer.body().length + " bytes: "
                    + new String(answer.body(), 0, Math.min(300, answer.body().length)));
        } else {
            got.add(answer.body());
        }
    }

    private synchronized void fail(String why) {
        failures.add(why);
    }

    private synchronized void waited(long begun) {
        longestMs = Math.max(longestMs, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun));
    }

    /** Returns how many answers came so far. */
    synchronized int answers() {
        return got.size();
    }

    /** Returns all answers. */
    synchronized List<byte[]> got() {
        return List.copyOf(got);
    }

    /** Returns what failed. */
    synchronized List<String> failures() {
        return List.copyOf(failures);
    }

    /** Returns the longest that an answer took, ms. */
    synchronized long longestMs() {
        return longestMs;
    }

    /** Ends after the answer that is under way. */
    @Override
    public void close() {
        ended = true;
        try {
            thread.join();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
