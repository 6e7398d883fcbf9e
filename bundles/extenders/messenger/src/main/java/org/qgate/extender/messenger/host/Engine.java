package org.qgate.extender.messenger.host;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.qgate.ext.Host;
import org.qgate.ext.Permission;
import org.qgate.ext.RefusedException;
import org.qgate.extender.messenger.file.FileCounter;
import org.qgate.extender.messenger.file.Parcels;
import org.qgate.extender.messenger.file.Transfers;
import org.qgate.extender.messenger.mailbox.Boxes;
import org.qgate.extender.messenger.self.OwnPlaces;
import org.qgate.extender.messenger.self.Ring;
import org.qgate.extender.messenger.self.Self;
import org.qgate.extender.messenger.session.Crypto;
import org.qgate.extender.messenger.session.Octets;
import org.qgate.extender.messenger.store.Books;
import org.qgate.extender.messenger.store.NotOurTurnException;
import org.qgate.extender.messenger.store.Step;
import org.qgate.extender.messenger.talk.Collector;
import org.qgate.extender.messenger.talk.Courier;
import org.qgate.extender.messenger.talk.Desk;
import org.qgate.extender.messenger.talk.Now;
import org.qgate.extender.messenger.talk.Post;

/** The parts of the messenger on one node, and what keeps them going. Thread-safe. */
public final class Engine {
    private static final int TOKEN_BYTES = 16;
    private static final long LOOK_MS = 500;
    private static final long SETTLE_MS = TimeUnit.SECONDS.toMillis(10);
    private static final long SWEEP_MS = TimeUnit.HOURS.toMillis(1);
    /** So many entries the history has at most. */
    private static final long MOST_ENTRIES = 100_000;

    private final Host host;
    private final Options options;
    private final Books books;
    private final Shift shift;
    private final Self self;
    private final OwnPlaces places;
    private final Boxes boxes;
    private final Desk desk;
    private final Collector collector;
    private final Rounds rounds;
    private final Parcels parcels;
    private final Transfers transfers;
    private final Counter counter;
    private final Now now;
    private boolean began;
    private volatile long settleMs;
    private long sweepMs;
    private String noted = "";

    /** Makes the parts; nothing runs yet. */
    public Engine(Host host) {
        this.host = host;
        now = host.time()::wallMs;
        options = new Options(host.settings());
        shift = new Shift(host.space(), host.random().bytes(TOKEN_BYTES));
        books = new Books(host.space(), shift);
        self = new Self(books, new Crypto(host.crypto(), host.keys(), host.random()));
        places = new OwnPlaces(books, self);
        boxes = new Boxes(books, self.crypto(), options::limits);
        desk = new Desk(books, self, places, options::policy);
        Post post = new NetPost(host, boxes, now);
        collector = desk.collector(boxes, post);
        Courier courier = new Courier(desk.outbox(), post);
        rounds = new Rounds(host.tasks(), desk.outbox(), courier, places, collector, options, now);
        parcels = new Parcels(books);
        transfers = new Transfers(host, books, places, desk, parcels, now);
        counter = new Counter(boxes, now, host.tasks(), rounds::arrived);
    }

    /** Begins. */
    public void begin() {
        synchronized (books) {
            shift.begin(monoMs());
        }
        host.settings().onChange(() -> settleMs = 0);
        host.net().serve(NetPost.PROTOCOL, (caller, request) -> {
            inOffice();
            return counter.serve(request);
        });
        FileCounter files = new FileCounter(parcels, boxes, now);
        host.net().accept(FileCounter.PROTOCOL, files::serve);
        host.tasks().every(LOOK_MS / 5, LOOK_MS, this::look);
    }

    private long monoMs() {
        return TimeUnit.NANOSECONDS.toMillis(host.time().monoNs());
    }

    /** Somebody calls this version, or commands it: so it is in office. */
    public void inOffice() {
        synchronized (books) {
            shift.claim();
        }
    }

    private void look() {
        try {
            boolean on;
            synchronized (books) {
                on = shift.look(monoMs());
            }
            if (on) {
                settle();
                rounds.look();
                transfers.look();
                sweep();
            }
            noted = "";
        } catch (NotOurTurnException over) {
            // Whoever works now goes on with it.
        } catch (RefusedException later) {
            note("cannot work at the moment: " + later.getMessage());
        }
    }

    /** Says the same once, not twice a second. */
    private void note(String line) {
        if (!line.equals(noted) && host.granted(Permission.LOG_WRITE)) {
            host.log().warn(line);
        }
        noted = line;
    }

    private void settle() {
        long here = now.ms();
        if (!began) {
            desk.inbox().settleAll(here);
            began = true;
        }
        if (here >= settleMs || settleMs > here + SETTLE_MS) {
            settleMs = here + SETTLE_MS;
            Optional<Octets> home = host.node().reachable()
                    ? Optional.of(Octets.fromHex(host.node().nodeId()))
                    : Optional.empty();
            places.want(home, options.mailbox(), here);
        }
    }

    private void sweep() {
        long here = now.ms();
        if (here < sweepMs && sweepMs <= here + SWEEP_MS) {
            return;
        }
        sweepMs = here + SWEEP_MS;
        boxes.sweep(here);
        parcels.sweep(here);
        boolean more = true;
        while (more) {
            synchronized (books) {
                Step step = books.step();
                more = desk.history().forget(step, options.keepFrom(here), MOST_ENTRIES);
                new Ring(self).sweep(step, here);
                step.commit();
            }
        }
        index();
    }

    /** Makes the index of what has none yet; some at a time, so that others come between. */
    public void index() {
        boolean more = true;
        while (more) {
            synchronized (books) {
                Step step = books.step();
                more = desk.history().search().index(step);
                step.commit();
            }
        }
    }

    /** Gives the turn away; everything else is in the store. */
    public void give() {
        synchronized (books) {
            shift.give(monoMs());
        }
    }

    /** Takes the turn. */
    public void take() {
        synchronized (books) {
            shift.claim();
        }
    }

    /** Another version works from now on. */
    public void over() {
        synchronized (books) {
            shift.over();
        }
    }

    /** Ends. */
    public void end() {
        synchronized (books) {
            shift.end();
        }
    }

    /** Returns whether it is this version that works. */
    public boolean on() {
        synchronized (books) {
            return shift.on();
        }
    }

    /** Returns the node. */
    public Host host() {
        return host;
    }

    /** Returns what the operator set. */
    public Options options() {
        return options;
    }

    /** Returns the books; whoever reads more than one thing holds them meanwhile. */
    public Books books() {
        return books;
    }

    /** Returns who one is. */
    public Self self() {
        return self;
    }

    /** Returns one's boxes. */
    public OwnPlaces places() {
        return places;
    }

    /** Returns the boxes on this node. */
    public Boxes boxes() {
        return boxes;
    }

    /** Returns one's messages. */
    public Desk desk() {
        return desk;
    }

    /** Returns what empties one's boxes. */
    public Collector collector() {
        return collector;
    }

    /** Returns what runs errands. */
    public Rounds rounds() {
        return rounds;
    }

    /** Returns the chunks of files that lie here. */
    public Parcels parcels() {
        return parcels;
    }

    /** Returns what brings and fetches files. */
    public Transfers transfers() {
        return transfers;
    }

    /** Returns the clock. */
    public Now now() {
        return now;
    }

    /** What the operator has set, or where one can be reached, is looked at anew. */
    public void settleSoon() {
        settleMs = 0;
    }
}
