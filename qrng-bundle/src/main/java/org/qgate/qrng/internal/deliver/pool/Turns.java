package org.qgate.qrng.internal.deliver.pool;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.locks.Condition;
import org.qgate.api.qrng.PoolInfo;
import org.qgate.qrng.internal.deliver.wire.Wire;

/**
 * Whose turn it is, fair by bytes: each request is stamped with the byte at which it would end if all consumers that wait
 * were served byte by byte in turn, and the earliest end goes first. So a consumer that asks for much waits for what it
 * asked for, not the others; and a small request never waits for a large one of somebody else's that came before it and is
 * not being served. Source: self-clocked fair queueing (Golestani, INFOCOM 1994); why not deficit round robin: ADR 0015.
 * Not thread-safe.
 */
final class Turns {
    /** Consumers that are remembered, for fairness and numbers. */
    private static final int MOST_CONSUMERS = 1_024;

    private final Map<String, Consumer> consumers = new LinkedHashMap<>(16, 0.75f, true);
    private final TreeSet<Request> waiting =
            new TreeSet<>(Comparator.<Request>comparingLong(each -> each.end).thenComparingLong(each -> each.number));
    private long served;
    private long numbers;

    /** Who takes. */
    private static final class Consumer {
        private long end;
        private int waiting;
        private long bytes;
        private long portions;
    }

    /** Somebody who waits. */
    static final class Request {
        private final Consumer consumer;
        private final long number;
        private final long end;
        final int least;
        final int most;
        final boolean ownOnly;
        final int mostSlices;

        /** Told when it got something, or when nothing comes any more. */
        final Condition told;

        /** What it got; null while it waits. */
        List<Slice> granted;

        private Request(
                Consumer consumer, long number, long end, int least, int most, boolean ownOnly, Condition told) {
            this.consumer = consumer;
            this.number = number;
            this.end = end;
            this.least = least;
            this.most = most;
            this.ownOnly = ownOnly;
            this.mostSlices = ownOnly ? Wire.MOST_PIECES : Integer.MAX_VALUE; // as a chunk holds
            this.told = told;
        }
    }

    /** Returns how many wait. */
    int waiting() {
        return waiting.size();
    }

    /** Returns how many of one consumer wait. */
    int waiting(String name) {
        Consumer consumer = consumers.get(name);
        return consumer == null ? 0 : consumer.waiting;
    }

    /** Lets somebody wait for at least and at most so many bytes. */
    Request enter(String name, int least, int most, boolean ownOnly, Condition told) {
        Consumer consumer = consumers.computeIfAbsent(name, any -> new Consumer());
        consumer.end = Math.max(served, consumer.end) + most;
        consumer.waiting++;
        Request request = new Request(consumer, numbers++, consumer.end, least, most, ownOnly, told);
        waiting.add(request);
        forget();
        return request;
    }

    /** Tells all who wait that nothing comes any more. */
    void tellAll() {
        waiting.forEach(each -> each.told.signal());
    }

    /** Lets somebody go who got nothing. */
    void withdraw(Request request) {
        if (waiting.remove(request)) {
            request.consumer.waiting--;
            request.consumer.end -= request.most;
        }
    }

    /** Gives from a shelf to whoever's turn it is, as long as there is enough. Returns who got something. */
    List<Request> serve(Shelf shelf) {
        List<Request> got = new ArrayList<>();
        boolean own = true;
        boolean remote = true;
        for (Iterator<Request> each = waiting.iterator(); each.hasNext() && (own || remote); ) {
            Request request = each.next();
            boolean remoteToo = remote && !request.ownOnly;
            long there = (own ? shelf.ownBytes() : 0) + (remoteToo ? shelf.remoteBytes() : 0);
            if (there >= request.least) {
                each.remove();
                grant(request, shelf.draw(Math.min(there, request.most), own, remoteToo, request.mostSlices));
                got.add(request);
            } else {
                // It is this one's turn: what it waits for is not given to those behind it.
                own = false;
                remote = remote && request.ownOnly;
            }
        }
        return got;
    }

    private void grant(Request request, List<Slice> slices) {
        long bytes = slices.stream().mapToLong(Slice::length).sum();
        Consumer consumer = request.consumer;
        consumer.waiting--;
        consumer.bytes += bytes;
        consumer.portions++;
        consumer.end -= request.most - bytes;
        served = Math.max(served, request.end - (request.most - bytes));
        request.granted = slices;
    }

    /** Counts what somebody got that never lay on the shelf. */
    void count(String name, long bytes) {
        Consumer consumer = consumers.computeIfAbsent(name, any -> new Consumer());
        consumer.bytes += bytes;
        consumer.portions++;
        forget();
    }

    private void forget() {
        Iterator<Consumer> oldest = consumers.values().iterator();
        while (consumers.size() > MOST_CONSUMERS && oldest.hasNext()) {
            if (oldest.next().waiting == 0) {
                oldest.remove();
            }
        }
    }

    /** Returns who took how much, those last that took something lately. */
    List<PoolInfo.Consumer> consumers() {
        List<PoolInfo.Consumer> all = new ArrayList<>();
        consumers.forEach((name, each) -> all.add(new PoolInfo.Consumer(name, each.bytes, each.portions)));
        return all;
    }
}
