package org.qgate.base.internal.swap;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.UpdateError;
import org.qgate.api.update.HandOver;
import org.qgate.api.update.Part;

/** Who is in office and whom an update waits for. Thread-safe. */
public final class Roster implements HandOver {
    private final Function<Part, String> locations;
    private final Map<String, Seat> inOffice = new HashMap<>();
    private Expected expected;

    /** Makes an empty roster; {@code locations} tells where a part's bundle was installed from. */
    public Roster(Function<Part, String> locations) {
        this.locations = locations;
    }

    /** A successor that is being started. */
    static final class Expected {
        private final String name;
        private final String location;
        private final CompletableFuture<Seat> came = new CompletableFuture<>();

        private Expected(String name, String location) {
            this.name = name;
            this.location = location;
        }

        /**
         * Waits until the part enrolled.
         *
         * @throws QGateException QG-UPD-0011 when it did not in time
         */
        Seat await(long atMostMs) {
            try {
                return came.get(atMostMs, TimeUnit.MILLISECONDS);
            } catch (TimeoutException late) {
                throw new QGateException(
                        UpdateError.NOT_READY,
                        name + " did not enrol within " + atMostMs + " ms: its component does not start",
                        late);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new QGateException(UpdateError.NOT_READY, "interrupted while " + name + " started", stopped);
            } catch (ExecutionException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }

    @Override
    public Enrolment enrol(Part part) {
        Seat seat = new Seat(part, locations.apply(part));
        if (!isExpected(seat)) {
            take(seat);
            try {
                part.begin();
            } catch (RuntimeException failed) {
                leave(seat);
                throw failed;
            }
        }
        return () -> leave(seat);
    }

    private synchronized boolean isExpected(Seat seat) {
        boolean is = expected != null
                && expected.name.equals(seat.name())
                && expected.location.equals(seat.location())
                && !expected.came.isDone();
        if (is) {
            expected.came.complete(seat);
        }
        return is;
    }

    private synchronized void take(Seat seat) {
        Seat before = inOffice.putIfAbsent(seat.name(), seat);
        if (before != null) {
            throw new IllegalStateException(
                    seat.name() + " is in office from " + before.location() + ": replace it by node:update");
        }
    }

    private void leave(Seat seat) {
        synchronized (this) {
            inOffice.remove(seat.name(), seat);
        }
        seat.end();
    }

    /** From now on the part of that bundle is a successor and does not begin. */
    synchronized Expected expect(String name, String location) {
        expected = new Expected(name, location);
        return expected;
    }

    synchronized void expectNobody() {
        expected = null;
    }

    synchronized Optional<Seat> inOffice(String name) {
        return Optional.ofNullable(inOffice.get(name));
    }

    /** Returns the parts that keep objects of another one. */
    synchronized List<Seat> around(String name) {
        List<Seat> found = new ArrayList<>();
        for (Seat seat : inOffice.values()) {
            if (seat.part().around().contains(name)) {
                found.add(seat);
            }
        }
        return found;
    }

    /** Nobody is in office from now on: whoever was could not be ended. */
    synchronized void vacate(String name) {
        inOffice.remove(name);
    }

    /** Puts a successor into office; the one before keeps its enrolment until its bundle stops. */
    synchronized void replace(Seat successor) {
        inOffice.put(successor.name(), successor);
    }
}
