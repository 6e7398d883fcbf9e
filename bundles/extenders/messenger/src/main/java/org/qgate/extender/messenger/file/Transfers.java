package org.qgate.extender.messenger.file;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.qgate.ext.Host;
import org.qgate.ext.RefusedException;
import org.qgate.ext.net.Stream;
import org.qgate.ext.net.Target;
import org.qgate.ext.store.Space.Entry;
import org.qgate.extender.messenger.content.Content;
import org.qgate.extender.messenger.self.OwnPlace;
import org.qgate.extender.messenger.self.OwnPlaces;
import org.qgate.extender.messenger.session.Attachment;
import org.qgate.extender.messenger.session.MalformedException;
import org.qgate.extender.messenger.session.Octets;
import org.qgate.extender.messenger.session.Reader;
import org.qgate.extender.messenger.session.Writer;
import org.qgate.extender.messenger.store.Books;
import org.qgate.extender.messenger.store.NotOurTurnException;
import org.qgate.extender.messenger.store.Step;
import org.qgate.extender.messenger.talk.Desk;
import org.qgate.extender.messenger.talk.Now;

/** Files on their way, one at a time; what was broken off goes on where it was, after a restart too. Thread-safe. */
public final class Transfers {
    private static final String ERRANDS = "file-errands";
    private static final int MOST = 100;
    private static final long DIAL_MS = 20_000;
    private static final long PAUSE_MS = 5_000;

    private final Host host;
    private final Books books;
    private final OwnPlaces places;
    private final Desk desk;
    private final Parcels parcels;
    private final Now now;
    private final Map<String, String> troubles = new TreeMap<>();
    private final Map<Octets, Long> notBefore = new HashMap<>();
    private boolean busy;

    /** Brings and fetches files for one desk. */
    public Transfers(Host host, Books books, OwnPlaces places, Desk desk, Parcels parcels, Now now) {
        this.host = host;
        this.books = books;
        this.places = places;
        this.desk = desk;
        this.parcels = parcels;
        this.now = now;
    }

    /** Begins the next errand, if none is under way. */
    public void look() {
        Optional<Errand> next = next();
        if (next.isPresent()) {
            try {
                host.tasks().run(() -> run(next.get()));
            } catch (RefusedException full) {
                free();
            }
        }
    }

    private synchronized Optional<Errand> next() {
        if (busy) {
            return Optional.empty();
        }
        List<Entry> rows;
        synchronized (books) {
            rows = books.step().rows(ERRANDS, Octets.NONE, MOST);
        }
        for (Entry row : rows) {
            if (notBefore.getOrDefault(Octets.of(row.key()), 0L) <= now.ms()) {
                busy = true;
                return Optional.of(Errand.decode(row.value()));
            }
        }
        return Optional.empty();
    }

    private synchronized void free() {
        busy = false;
    }

    private void run(Errand errand) {
        Octets id = errand.file().file().id();
        try {
            if (errand.up()) {
                bring(errand);
            } else {
                fetch(errand);
            }
            trouble(errand, Optional.empty());
        } catch (NotOurTurnException over) {
            return; // whoever works now goes on with it
        } catch (RefusedException | MalformedException failed) {
            trouble(errand, Optional.of(failed.getMessage()));
            synchronized (this) {
                notBefore.put(id, now.ms() + PAUSE_MS);
            }
        } finally {
            free();
        }
    }

    private synchronized void trouble(Errand errand, Optional<String> why) {
        String what = (errand.up() ? "bringing " : "fetching ") + errand.file().name();
        if (why.isPresent()) {
            troubles.put(what, why.get());
        } else {
            troubles.remove(what);
            notBefore.remove(errand.file().file().id());
        }
    }

    private Stream dial(Octets node, String way) {
        return host.net().dial(new Target(node.hex(), FileCounter.PROTOCOL, false, way), DIAL_MS);
    }

    private void bring(Errand errand) {
        Attachment file = errand.file().file();
        OwnPlace own = place(errand.node());
        try (Stream stream = dial(errand.node(), "own files")) {
            Pipe pipe = new Pipe(stream);
            pipe.write(new Writer()
                    .u8(FileCounter.PUT)
                    .raw(file.id())
                    .raw(own.place().box())
                    .raw(own.key())
                    .u32(file.chunks())
                    .bytes());
            int have = have(pipe, file);
            for (int i = have; i < file.chunks(); i++) {
                pipe.write(
                        parcels.chunk(file.id(), i).orElseThrow(() -> new MalformedException("it is past its time")));
            }
            if (have(pipe, file) != file.chunks()) {
                throw new MalformedException("not all of it has come there");
            }
        }
        say(errand, step -> step.remove(ERRANDS, file.id()));
        parcels.remove(file.id());
    }

    private static int have(Pipe pipe, Attachment file) {
        Reader reader = new Reader(pipe.read(FileCounter.ANSWER_BYTES));
        if (reader.upTo(Parcel.MOST_CHUNKS) != file.chunks()) {
            throw new MalformedException("there is no such file, or no room for it");
        }
        return reader.upTo(file.chunks());
    }

    private OwnPlace place(Octets node) {
        return places.all().stream()
                .filter(each -> each.place().node().equals(node))
                .findFirst()
                .orElseThrow(() -> new MalformedException("the mailbox was left meanwhile"));
    }

    private void say(Errand errand, Desk.Also also) {
        if (errand.group()) {
            desk.sendGroup(Octets.of(errand.talk().bytes()).first(FileCounter.ID_BYTES), errand.file(), also, now.ms());
        } else {
            desk.send(errand.talk(), errand.file(), also, now.ms());
        }
    }

    private void fetch(Errand errand) {
        Attachment file = errand.file().file();
        Parcel parcel = parcels.begin(file.id(), file.chunks(), now.ms())
                .orElseThrow(() -> new MalformedException("there is no room for it here"));
        if (!parcel.whole()) {
            try (Stream stream = dial(errand.node(), "file " + file.id().hex())) {
                Pipe pipe = new Pipe(stream);
                pipe.write(new Writer()
                        .u8(FileCounter.GET)
                        .raw(file.id())
                        .u32(parcel.have())
                        .bytes());
                int there = have(pipe, file);
                for (int i = parcel.have(); i < there; i++) {
                    parcel = parcels.add(file.id(), i, pipe.read(Attachment.SEALED_BYTES));
                }
            }
        }
        if (!parcel.whole()) {
            throw new MalformedException("not all of it is there yet");
        }
        synchronized (books) {
            books.step().remove(ERRANDS, file.id()).commit();
        }
    }

    /** Says where a file of one's own lies for others: here, when others can dial this node, else at the mailbox. */
    public OwnPlace lies() {
        List<OwnPlace> ready = new ArrayList<>(places.all());
        ready.removeIf(each -> !each.active() || !each.registered());
        return ready.stream()
                .filter(OwnPlace::home)
                .findFirst()
                .or(() -> ready.stream().findFirst())
                .orElseThrow(
                        () -> new IllegalStateException("no other node can dial this one, and no mailbox is ready"));
    }

    /** Sends a file whose chunks are here; at once, or as soon as they are where others can fetch them. */
    public void send(boolean group, Octets talk, OwnPlace at, Content.File file) {
        Errand errand = new Errand(true, group, talk, at.place().node(), file);
        if (at.home()) {
            say(errand, step -> {});
        } else {
            put(errand);
        }
    }

    private void put(Errand errand) {
        synchronized (books) {
            Step step = books.step();
            if (step.rows(ERRANDS, Octets.NONE, MOST).size() >= MOST) {
                throw new IllegalStateException(MOST + " files are under way already");
            }
            step.put(ERRANDS, errand.file().file().id(), errand.encode()).commit();
        }
    }

    /** Has a file fetched; returns whether all of it is here. */
    public boolean have(Octets talk, Content.File file) {
        if (parcels.find(file.file().id()).map(Parcel::whole).orElse(false)) {
            return true;
        }
        put(new Errand(false, false, talk, file.node(), file));
        return false;
    }

    /** Returns what does not work at the moment, and why. */
    public synchronized Map<String, String> troubles() {
        return new TreeMap<>(troubles);
    }
}
