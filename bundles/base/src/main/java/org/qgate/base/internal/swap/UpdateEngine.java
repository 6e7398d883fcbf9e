package org.qgate.base.internal.swap;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.qgate.api.base.Workers;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.UpdateError;
import org.qgate.api.update.CoreUpdates;
import org.qgate.api.update.CoreVersion;
import org.qgate.api.update.UpdateCounters;
import org.qgate.api.update.UpdatePlan;
import org.qgate.api.update.UpdateRecord;
import org.qgate.api.update.UpdateStep;
import org.qgate.base.internal.release.CorePackage;
import org.qgate.base.internal.release.KnownVersion;
import org.qgate.base.internal.release.Shelf;

/** Decides what may be updated and lets it happen, one after the other. Thread-safe. */
public final class UpdateEngine implements CoreUpdates {
    private static final String PREFIX = "org.qgate.";
    /** Bundles that others are wired to: they change only by restart. */
    private static final List<String> BEDROCK =
            List.of("org.qgate.api", "org.qgate.ext", "org.qgate.base", "org.qgate.gate", "org.qgate.transport");

    private final Shelf shelf;
    private final Office office;
    private final Journal journal;
    private final Workers worker;

    UpdateEngine(Shelf shelf, Office office, Journal journal, Workers worker) {
        this.shelf = shelf;
        this.office = office;
        this.journal = journal;
        this.worker = worker;
    }

    @Override
    public UpdatePlan plan(Request request) {
        CorePackage to = chosen(request);
        CorePackage from = office.current(to.bsn());
        check(from, to, request.allowDowngrade());
        List<String> frozen = new ArrayList<>(office.frozenFor(to.bsn()));
        List<String> notes = new ArrayList<>();
        if (to.version().compareTo(from.version()) < 0) {
            notes.add("this is a downgrade");
        }
        notes.add("the version before is kept for node:rollback");
        return new UpdatePlan(
                to.bsn(), from.version().toString(), to.version().toString(), to.sha256(), to.keyId(), frozen, notes);
    }

    private CorePackage chosen(Request request) {
        if (request.file() != null) {
            CorePackage read = shelf.read(request.file());
            String bsn = read.bsn();
            if (request.bundle() != null && !bsn.equals(named(request.bundle()))) {
                throw new QGateException(
                        UpdateError.UNKNOWN, request.file() + " is a package of " + bsn + ", not " + request.bundle());
            }
            named(bsn);
            return read;
        }
        String bsn = named(request.bundle());
        List<CorePackage> offered = shelf.offered(bsn);
        if (offered.isEmpty()) {
            throw new QGateException(UpdateError.UNKNOWN, "no package of " + bsn + " lies in " + shelf.releases());
        }
        return offered.get(0);
    }

    /** Returns the full name of a swappable bundle. */
    private String named(String name) {
        if (name == null) {
            throw new QGateException(UpdateError.UNKNOWN, "neither a bundle nor a package was named");
        }
        String full = name.startsWith(PREFIX) ? name : PREFIX + name;
        if (BEDROCK.contains(full)) {
            throw new QGateException(UpdateError.BEDROCK, full + " is bedrock");
        }
        if (!shelf.names().contains(full)) {
            throw new QGateException(UpdateError.UNKNOWN, full + " is no swappable bundle; there are " + shelf.names());
        }
        return full;
    }

    private void check(CorePackage from, CorePackage to, boolean allowDowngrade) {
        int order = to.version().compareTo(from.version());
        requireSame(to, from.known());
        shelf.known(to.bsn()).forEach(known -> requireSame(to, known));
        if (order == 0) {
            throw new QGateException(UpdateError.NOTHING_NEW, to.bsn() + " " + to.version() + " is in office");
        }
        if (order < 0 && !allowDowngrade) {
            throw new QGateException(
                    UpdateError.DOWNGRADE, to.bsn() + " " + to.version() + " is older than " + from.version());
        }
    }

    private static void requireSame(CorePackage to, KnownVersion known) {
        if (to.version().toString().equals(known.version()) && !to.sha256().equals(known.sha256())) {
            throw new QGateException(
                    UpdateError.SAME_VERSION,
                    to.bsn() + " " + to.version() + " has digest " + to.sha256() + ", the known one " + known.sha256());
        }
    }

    @Override
    public long start(Request request) {
        return begin(request.actor(), () -> {
            CorePackage to = chosen(request);
            check(office.current(to.bsn()), to, request.allowDowngrade());
            return to;
        });
    }

    @Override
    public long rollback(String bundle, String actor) {
        String bsn = named(bundle);
        return begin(actor, () -> office.previous(bsn)
                .or(() -> shelf.previous(bsn).map(known -> shelf.load(bsn, known.version(), known.sha256())))
                .orElseThrow(() -> new QGateException(UpdateError.UNKNOWN, bsn + " was never updated here")));
    }

    /** One update at a time: the journal says whether another is on its way into office. */
    private synchronized long begin(String actor, Supplier<CorePackage> choice) {
        if (journal.all().stream().anyMatch(each -> !each.over() && each.outcome() != UpdateStep.PROBATION)) {
            throw new QGateException(UpdateError.BUSY, "one update at a time");
        }
        CorePackage to = choice.get();
        CorePackage from = office.current(to.bsn());
        if (from.version().equals(to.version())) {
            throw new QGateException(UpdateError.NOTHING_NEW, to.bsn() + " " + to.version() + " is in office");
        }
        UpdateRecord record = journal.begin(
                actor,
                to.bsn(),
                from.version().toString(),
                to.version().toString(),
                from.sha256(),
                to.sha256(),
                office.wallMs());
        if (!worker.offer(() -> office.replace(record.id(), from, to))) {
            journal.step(record.id(), UpdateStep.ABORTED, List.of(), 0, "the node is stopping");
            throw new QGateException(UpdateError.BUSY, "the node is stopping");
        }
        return record.id();
    }

    @Override
    public Optional<UpdateRecord> record(long id) {
        return journal.find(id);
    }

    @Override
    public List<UpdateRecord> journal() {
        return journal.all();
    }

    @Override
    public List<CoreVersion> versions() {
        List<CoreVersion> all = new ArrayList<>();
        for (String bsn : shelf.names()) {
            Optional<CorePackage> current = office.find(bsn);
            shelf.offered(bsn).stream()
                    .filter(offered -> current.isEmpty()
                            || offered.version().compareTo(current.get().version()) > 0)
                    .forEach(offered -> all.add(version(bsn, offered.known(), CoreVersion.Standing.AVAILABLE)));
            boolean watched = office.onProbation(bsn);
            CoreVersion.Standing standing = watched ? CoreVersion.Standing.PROBATION : CoreVersion.Standing.CURRENT;
            current.ifPresent(found -> all.add(version(bsn, found.known(), standing)));
            office.previous(bsn)
                    .map(CorePackage::known)
                    .or(() -> shelf.previous(bsn))
                    .ifPresent(known -> all.add(version(bsn, known, CoreVersion.Standing.PREVIOUS)));
        }
        return all;
    }

    private CoreVersion version(String bsn, KnownVersion known, CoreVersion.Standing standing) {
        return new CoreVersion(bsn, known.version(), known.sha256(), standing, shelf.source(bsn, known));
    }

    @Override
    public UpdateCounters counters() {
        return office.counters();
    }
}
