package org.qgate.extender.messenger.host;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.qgate.ext.RefusedException;
import org.qgate.ext.time.Tasks;
import org.qgate.extender.messenger.self.OwnPlace;
import org.qgate.extender.messenger.self.OwnPlaces;
import org.qgate.extender.messenger.session.Octets;
import org.qgate.extender.messenger.store.NotOurTurnException;
import org.qgate.extender.messenger.talk.Collector;
import org.qgate.extender.messenger.talk.Courier;
import org.qgate.extender.messenger.talk.Errand;
import org.qgate.extender.messenger.talk.Now;
import org.qgate.extender.messenger.talk.Outbox;

/** Sees to it that errands are run and boxes visited, a few at once, on the extender's threads. Thread-safe. */
public final class Rounds {
    private static final int MOST_ERRANDS = 4;
    private static final int WAIT_MS = 400;
    private static final long SHORTEST_PAUSE_MS = 200;
    private static final long LONGEST_PAUSE_MS = 3_000;
    private static final long FAILED_PAUSE_MS = 2_000;

    private final Tasks tasks;
    private final Outbox outbox;
    private final Courier courier;
    private final OwnPlaces places;
    private final Collector collector;
    private final Options options;
    private final Now now;
    private final Set<Octets> busy = new HashSet<>();
    private final Map<Octets, Visits> visits = new HashMap<>();
    private final Map<String, String> troubles = new TreeMap<>();

    /** How it goes with one box. */
    private static final class Visits {
        private boolean under;
        private boolean again;
        private long nextMs;
        private long pauseMs = SHORTEST_PAUSE_MS;
    }

    /** Rounds of one desk. */
    public Rounds(
            Tasks tasks,
            Outbox outbox,
            Courier courier,
            OwnPlaces places,
            Collector collector,
            Options options,
            Now now) {
        this.tasks = tasks;
        this.outbox = outbox;
        this.courier = courier;
        this.places = places;
        this.collector = collector;
        this.options = options;
        this.now = now;
    }

    /** Begins what is due; to be called twice a second, and when there is something to do. */
    public void look() {
        places.all().forEach(this::visit);
        errands();
    }

    /** Something was written: the next errand does not wait for the next look, and an answer is expected soon. */
    public void hurry() {
        synchronized (this) {
            visits.values().forEach(each -> {
                each.pauseMs = SHORTEST_PAUSE_MS;
                each.nextMs = Math.min(each.nextMs, now.ms() + SHORTEST_PAUSE_MS);
            });
        }
        errands();
    }

    /** Something lies in a box of this node; perhaps it is one's own. */
    public void arrived() {
        for (OwnPlace each : places.all()) {
            if (each.home()) {
                synchronized (this) {
                    of(each.place().node()).nextMs = 0;
                    of(each.place().node()).again = true;
                }
                visit(each);
            }
        }
    }

    private void errands() {
        Optional<Errand> errand = take();
        while (errand.isPresent()) {
            Errand its = errand.get();
            if (!begin(() -> run(its), () -> busy.remove(its.to()))) {
                return;
            }
            errand = take();
        }
    }

    /** Begins a task; when too many wait for a thread already, the next look tries again. */
    private boolean begin(Runnable task, Runnable undo) {
        try {
            tasks.run(task);
            return true;
        } catch (RefusedException full) {
            synchronized (this) {
                undo.run();
                troubles.put("threads", full.getMessage());
            }
            return false;
        }
    }

    private synchronized Optional<Errand> take() {
        if (busy.size() >= MOST_ERRANDS) {
            return Optional.empty();
        }
        Optional<Errand> next = outbox.next(busy, now.ms());
        next.ifPresent(errand -> busy.add(errand.to()));
        return next;
    }

    private void run(Errand errand) {
        String to = "to " + errand.to().hex().substring(0, 8);
        try {
            trouble(to, courier.run(errand, now));
        } catch (NotOurTurnException over) {
            return; // whoever works now runs it
        } catch (RefusedException failed) {
            trouble(to, Optional.of(failed.getMessage()));
            return; // the next look tries again
        } finally {
            synchronized (this) {
                busy.remove(errand.to());
            }
        }
        errands();
    }

    private synchronized Visits of(Octets node) {
        return visits.computeIfAbsent(node, any -> new Visits());
    }

    private void visit(OwnPlace place) {
        Octets node = place.place().node();
        synchronized (this) {
            Visits its = of(node);
            if (its.under || now.ms() < its.nextMs) {
                return;
            }
            its.under = true;
            its.again = false;
        }
        begin(() -> visitNow(node, place.home()), () -> of(node).under = false);
    }

    private void visitNow(Octets node, boolean home) {
        String at = "mailbox " + node.hex().substring(0, 8);
        long pause = FAILED_PAUSE_MS;
        boolean more = false;
        try {
            Collector.Visit visit = collector.visit(node, options.word(), home ? 0 : WAIT_MS, now);
            pause = pause(node, visit.envelopes() > 0);
            more = visit.more();
            trouble(at, Optional.empty());
        } catch (NotOurTurnException over) {
            return; // whoever works now visits it
        } catch (RefusedException | IllegalArgumentException failed) {
            trouble(at, Optional.of(failed.getMessage()));
        } finally {
            synchronized (this) {
                Visits its = of(node);
                its.under = false;
                its.nextMs = more || its.again ? 0 : now.ms() + pause;
                more |= its.again;
            }
        }
        errands();
        if (more) {
            places.all().stream()
                    .filter(each -> each.place().node().equals(node))
                    .forEach(this::visit);
        }
    }

    private synchronized long pause(Octets node, boolean something) {
        Visits its = of(node);
        its.pauseMs = something ? SHORTEST_PAUSE_MS : Math.min(LONGEST_PAUSE_MS, its.pauseMs + its.pauseMs / 2);
        return its.pauseMs;
    }

    private synchronized void trouble(String what, Optional<String> why) {
        if (why.isPresent()) {
            troubles.put(what, why.get());
        } else {
            troubles.remove(what);
        }
    }

    /** Returns what does not work at the moment, and why. */
    public synchronized Map<String, String> troubles() {
        return new TreeMap<>(troubles);
    }
}
