package org.qgate.services.internal.core;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import org.osgi.framework.Version;
import org.qgate.api.error.ExtenderError;
import org.qgate.api.error.QGateException;
import org.qgate.api.extender.Consent;
import org.qgate.api.extender.ConsentSheet;
import org.qgate.qsx.manifest.ServiceManifest;
import org.qgate.services.internal.consent.Consents;
import org.qgate.services.internal.consent.Sheets;
import org.qgate.services.internal.core.Placement.Obstacle;
import org.qgate.services.internal.parcel.Parcel;
import org.qgate.services.internal.record.Dossier;
import org.qgate.services.internal.record.Held;
import org.qgate.services.internal.record.Kept;
import org.qgate.services.internal.record.Standing.Branch;

/** Decides what a package may become: refused, waiting, or next in office. Changes nothing. */
final class Intake {
    private final World world;
    private final Starter starter;
    private final Placement placement;

    Intake(World world, Starter starter, Placement placement) {
        this.world = world;
        this.starter = starter;
        this.placement = placement;
    }

    /**
     * What was decided.
     *
     * @param held why it waits; empty when it may take office
     */
    record Verdict(Kept next, Optional<Held> held) {}

    /** Returns the manifest of the version in office. */
    Optional<ServiceManifest> live(Extender extender) {
        Optional<ServiceManifest> running = extender.running().map(Running::manifest);
        return running.isPresent()
                ? running
                : extender.dossier().versions().live().map(version -> starter.read(version)
                        .manifest());
    }

    private static Map<String, SortedSet<String>> agreed(Extender extender) {
        return extender.dossier().versions().live().map(Kept::agreed).orElseGet(Map::of);
    }

    /**
     * Decides.
     *
     * @throws QGateException QG-EXT-0002, 0009, 0015, 0016, 0018, 0020 when it is refused
     */
    Verdict judge(Extender extender, Parcel parcel, Consent consent, boolean allowDowngrade) {
        ServiceManifest manifest = parcel.accepted().manifest();
        refuse(extender, parcel, allowDowngrade);
        Consents consents = Consents.of(live(extender), agreed(extender), manifest, consent);
        Kept next = new Kept(manifest.version(), parcel.sha256(), manifest.epoch(), consents.agreed());
        return new Verdict(next, held(next, parcel, consents));
    }

    /** Consent comes before a process: what waits for that only goes on by itself, with what was agreed to. */
    private Optional<Held> held(Kept next, Parcel parcel, Consents consents) {
        Optional<Obstacle> obstacle = placement.obstacle(parcel, true);
        boolean unproven = obstacle.isPresent() && obstacle.get().code() == ExtenderError.UNKNOWN_PUBLISHER;
        if (consents.isMissing() && !unproven) {
            return Optional.of(new Held(
                    next.with(Map.of()),
                    ExtenderError.CONSENT.id(),
                    ExtenderError.CONSENT.meaning(),
                    consents.missing()));
        }
        return obstacle.map(why ->
                new Held(unproven ? next.with(Map.of()) : next, why.code().id(), why.detail(), List.of()));
    }

    private void refuse(Extender extender, Parcel parcel, boolean allowDowngrade) {
        Dossier dossier = extender.dossier();
        ServiceManifest manifest = parcel.manifest();
        String keyId = manifest.publisher().keyId();
        if (!world.publishers().succeeds(keyId, dossier.publisher())) {
            throw new QGateException(
                    ExtenderError.OTHER_PUBLISHER,
                    manifest.id() + " is published by " + dossier.publisher() + ", not by " + keyId);
        }
        Optional<String> seen = world.ledger().seen(manifest.id(), manifest.version());
        if (parcel.proven() && seen.isPresent() && !seen.get().equals(parcel.contentSha256())) {
            throw new QGateException(
                    ExtenderError.SAME_VERSION,
                    manifest.id() + " " + manifest.version() + " was " + seen.get() + ", is " + parcel.contentSha256());
        }
        dossier.versions().live().ifPresent(live -> refuse(dossier, live, manifest, allowDowngrade));
    }

    private static void refuse(Dossier dossier, Kept live, ServiceManifest manifest, boolean allowDowngrade) {
        Version from = Version.parseVersion(live.version());
        Version to = Version.parseVersion(manifest.version());
        String what = manifest.id() + " " + from + " to " + to;
        if (to.equals(from)) {
            throw new QGateException(ExtenderError.NOTHING_NEW, what);
        }
        if (to.compareTo(from) < 0 && !allowDowngrade) {
            throw new QGateException(ExtenderError.DOWNGRADE, what);
        }
        if (from.compareTo(Version.parseVersion(manifest.update().minimumFrom())) < 0) {
            throw new QGateException(
                    ExtenderError.STATE,
                    what + ": only from " + manifest.update().minimumFrom());
        }
        boolean reachable = dossier.standing().branch() != Branch.NONE
                && dossier.versions().parked().stream().anyMatch(each -> each.epoch() == manifest.epoch());
        if (manifest.epoch() < live.epoch() && !reachable) {
            throw new QGateException(
                    ExtenderError.STATE, what + ": its data is of epoch " + live.epoch() + ", nothing older is kept");
        }
    }

    /** Says what an operator would be asked; for an extender that is not there yet too. */
    ConsentSheet sheet(Optional<Extender> extender, Parcel parcel) {
        ServiceManifest manifest = parcel.manifest();
        String held = placement
                .obstacle(parcel, true)
                .map(why -> why.code().id() + " " + why.code().meaning() + " " + why.detail())
                .or(() -> refused(extender, parcel))
                .orElse("");
        return Sheets.of(
                parcel,
                world.publishers().trust(manifest.publisher().keyId()).id(),
                tier(manifest),
                held,
                extender.flatMap(this::live),
                extender.map(Intake::agreed).orElseGet(Map::of));
    }

    private Sheets.Tier tier(ServiceManifest manifest) {
        boolean ownProcess = placement.ownProcess(manifest);
        String why = placement.why(manifest, ownProcess);
        return new Sheets.Tier(Placement.tier(ownProcess), Placement.meaning(ownProcess) + " Why: " + why + ".");
    }

    private Optional<String> refused(Optional<Extender> extender, Parcel parcel) {
        try {
            extender.ifPresent(each -> refuse(each, parcel, false));
            return Optional.empty();
        } catch (QGateException refused) {
            return Optional.of(refused.getMessage());
        }
    }
}
