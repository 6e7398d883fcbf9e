package org.qgate.services.internal.core;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.osgi.framework.Version;
import org.qgate.api.error.ExtenderError;
import org.qgate.api.error.QGateException;
import org.qgate.api.extender.CommandRow;
import org.qgate.api.extender.CommandScope;
import org.qgate.api.extender.ConfinementInfo;
import org.qgate.api.extender.Consent;
import org.qgate.api.extender.ConsentSheet;
import org.qgate.api.extender.ExtenderChange;
import org.qgate.api.extender.ExtenderInfo;
import org.qgate.api.extender.Extenders;
import org.qgate.api.extender.LogLine;
import org.qgate.api.extender.PermissionRow;
import org.qgate.api.extender.PublisherInfo;
import org.qgate.api.extender.SettingRow;
import org.qgate.gate.Confinement;
import org.qgate.qsx.manifest.ServiceManifest.Request;
import org.qgate.qsx.refuse.RefusedPackageException;
import org.qgate.services.internal.consent.Sheets;
import org.qgate.services.internal.parcel.Parcel;
import org.qgate.services.internal.record.Dossier;
import org.qgate.services.internal.record.Held;
import org.qgate.services.internal.record.Kept;
import org.qgate.services.internal.record.Standing.Wanted;

/** What operators may ask, over the {@link Office}. Thread-safe. */
public final class Desk implements Extenders {
    private final Office office;
    private final Views views;
    private final PublisherDesk publishers;
    private final Bench bench;
    private final Scopes scopes;

    /** Asks an office. */
    public Desk(Office office) {
        this.office = office;
        views = new Views(office);
        publishers = new PublisherDesk(office);
        bench = new Bench(office);
        scopes = new Scopes(office, bench);
    }

    @Override
    public ConsentSheet check(Path file) {
        office.requireReady();
        byte[] bytes = Office.fetch(file);
        try {
            return sheet(office.lookAt(bytes));
        } catch (RefusedPackageException refused) {
            return Sheets.unreadable(refused.refusals());
        }
    }

    private ConsentSheet sheet(Parcel parcel) {
        return office.intake().sheet(office.roster().find(parcel.manifest().id()), parcel);
    }

    @Override
    public ConsentSheet sheet(String id) {
        Optional<Kept> kept = newest(id);
        return sheet(kept.isPresent() ? office.look(kept.get().sha256()) : office.lookAt(offered(id)));
    }

    /** Returns what an update would go to: what waits, else the newest that is kept and newer than what is in office. */
    private Optional<Kept> newest(String id) {
        office.requireReady();
        Dossier dossier = office.roster().require(id).dossier();
        Optional<Held> held = dossier.versions().held();
        if (held.isPresent()) {
            return held.map(Held::version);
        }
        return dossier.versions().spare().stream()
                .filter(each -> Version.parseVersion(each.version()).compareTo(live(dossier)) > 0)
                .max(Comparator.comparing(each -> Version.parseVersion(each.version())));
    }

    private static Version live(Dossier dossier) {
        return Version.parseVersion(dossier.versions().live().map(Kept::version).orElse("0.0.0"));
    }

    /** Returns the package that its publisher offers. */
    private byte[] offered(String id) {
        Dossier dossier = office.roster().require(id).dossier();
        return office.world()
                .offers()
                .newest(id, dossier.publisher(), live(dossier))
                .orElseThrow(() -> new QGateException(ExtenderError.NOTHING_NEW, id + " " + live(dossier)));
    }

    @Override
    public long install(Path file, Consent consent, boolean allowDowngrade, String actor) {
        office.requireReady();
        return office.take(office.store(Office.fetch(file)), consent, allowDowngrade, actor);
    }

    @Override
    public long update(String id, Consent consent, String actor) {
        Optional<Kept> kept = newest(id);
        Parcel parcel = kept.isPresent() ? office.look(kept.get().sha256()) : office.store(offered(id));
        return office.take(parcel, consent, false, actor);
    }

    @Override
    public long approve(String id, Consent consent, String actor) {
        office.requireReady();
        Held held = office.roster()
                .require(id)
                .dossier()
                .versions()
                .held()
                .orElseThrow(() -> new QGateException(ExtenderError.NOTHING_NEW, "nothing of " + id + " waits"));
        return office.take(office.look(held.version().sha256()), consent, true, actor);
    }

    @Override
    public long rollback(String id, String actor) {
        office.requireReady();
        return office.back(id, actor);
    }

    @Override
    public long remove(String id, boolean erase, String actor) {
        office.requireReady();
        return office.remove(id, erase, actor);
    }

    @Override
    public long start(String id, String actor) {
        office.requireReady();
        return office.change(id, actor, "start", office::start);
    }

    @Override
    public long stop(String id, String actor) {
        office.requireReady();
        return office.change(id, actor, "stop", office::stop);
    }

    @Override
    public void pause(String id, String actor) {
        alone(id, extender -> {
            long instance = bench.running(id).instance();
            extender.become(
                    extender.dossier().with(extender.dossier().standing().want(Wanted.PAUSED)),
                    office.world().ledger().begin());
            office.world().hosting().get().pause(instance);
        });
    }

    /** Does something short to an extender while nothing else changes. */
    private void alone(String id, java.util.function.Consumer<Extender> action) {
        office.requireReady();
        Extender extender = office.roster().require(id);
        extender.claim();
        try {
            action.accept(extender);
        } finally {
            extender.release();
        }
    }

    @Override
    public void grant(String id, String permission, List<String> scope, String actor) {
        alone(id, extender -> {
            Kept live = extender.dossier()
                    .versions()
                    .live()
                    .orElseThrow(() -> new QGateException(ExtenderError.STATE, id + " has no version in office"));
            Request request = asked(extender, permission);
            if (!request.scope().containsAll(scope)) {
                throw new QGateException(
                        ExtenderError.NOT_ASKED, permission + " " + scope + "; asked for: " + request.scope());
            }
            Map<String, SortedSet<String>> agreed = new TreeMap<>(live.agreed());
            agreed.put(permission, scope.isEmpty() ? request.scope() : new TreeSet<>(scope));
            Set<String> denied = new TreeSet<>(extender.denied());
            denied.remove(permission);
            extender.become(
                    extender.dossier().with(extender.dossier().versions().agreed(live.with(agreed))),
                    office.world().ledger().begin());
            extender.deny(denied, office.world().ledger().begin());
            permit(extender);
        });
    }

    private Request asked(Extender extender, String permission) {
        return office.intake().live(extender).stream()
                .flatMap(manifest -> manifest.permissions().stream())
                .filter(each -> each.permission().id().equals(permission))
                .findFirst()
                .orElseThrow(
                        () -> new QGateException(ExtenderError.NOT_ASKED, extender.id() + " and '" + permission + "'"));
    }

    /** Acts while a change is under way too: whatever comes into office is refused it as well. */
    @Override
    public void revoke(String id, String permission, String actor) {
        office.requireReady();
        Extender extender = office.roster().require(id);
        asked(extender, permission);
        synchronized (extender) {
            Set<String> denied = new TreeSet<>(extender.denied());
            denied.add(permission);
            extender.deny(denied, office.world().ledger().begin());
        }
        permit(extender);
    }

    private void permit(Extender extender) {
        extender.running().ifPresent(running -> extender.permit()
                .ifPresent(permit -> office.world().hosting().get().permit(running.instance(), permit)));
    }

    // ---- what is shown

    @Override
    public List<ExtenderInfo> list() {
        return views.list();
    }

    @Override
    public Optional<ExtenderInfo> info(String id) {
        return views.list().stream().filter(each -> each.id().equals(id)).findFirst();
    }

    @Override
    public List<PermissionRow> permissions(String id) {
        return views.permissions(office.roster().require(id));
    }

    @Override
    public List<LogLine> log(String id, int most) {
        office.roster().require(id);
        List<LogLine> lines = office.world().hosting().get().log(id).stream()
                .map(line -> new LogLine(line.wallMs(), line.version(), line.level(), line.text()))
                .toList();
        return lines.subList(Math.max(0, lines.size() - Math.max(0, most)), lines.size());
    }

    @Override
    public List<SettingRow> settings(String id) {
        return bench.settings(office.roster().require(id));
    }

    @Override
    public void set(String id, String name, String value, String actor) {
        alone(id, extender -> {
            bench.set(extender, name, value);
            permit(extender);
        });
    }

    @Override
    public List<CommandRow> commands(String id) {
        Extender extender = office.roster().require(id);
        return bench.commands(extender, scopes.of(extender));
    }

    @Override
    public List<CommandScope> scopes() {
        office.requireReady();
        return scopes.list();
    }

    @Override
    public List<List<String>> run(String id, String command, List<String> arguments, long atMostMs, String actor) {
        office.requireReady();
        var answer = office.world()
                .hosting()
                .get()
                .run(bench.running(id).instance(), command, List.copyOf(arguments), atMostMs);
        List<List<String>> table = new ArrayList<>(answer.rows().size() + 1);
        table.add(answer.columns());
        table.addAll(answer.rows());
        return table;
    }

    @Override
    public Optional<ExtenderChange> change(long number) {
        return office.journal().course(number).map(Course::shown);
    }

    @Override
    public List<ExtenderChange> changes() {
        return office.journal().all();
    }

    // ---- publishers

    @Override
    public List<PublisherInfo> publishers() {
        return publishers.list();
    }

    @Override
    public PublisherInfo trust(Path file, String fingerprint, String actor) {
        office.requireReady();
        return publishers.trust(Office.fetch(file), fingerprint);
    }

    @Override
    public PublisherInfo develop(Path file, String actor) {
        office.requireReady();
        return publishers.develop(Office.fetch(file));
    }

    @Override
    public ConfinementInfo confinement(boolean again) {
        Confinement found = office.world().hosting().get().confinement(again);
        return new ConfinementInfo(found.available(), found.means(), found.reason());
    }

    @Override
    public void untrust(String keyId, String actor) {
        office.requireReady();
        publishers.untrust(keyId);
    }
}
