package org.qgate.gate.internal.hook;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleRevision;
import org.qgate.gate.Admission;
import org.qgate.gate.Admissions;

/** The bundles that may resolve; empty when the node starts, so nobody may until somebody says so. Thread-safe. */
final class AdmissionTable implements Admissions {
    private final Map<String, Admission> byLocation = new ConcurrentHashMap<>();
    private final Refusals refusals;

    AdmissionTable(Refusals refusals) {
        this.refusals = refusals;
    }

    @Override
    public void admit(Admission admission) {
        if (!admission.location().startsWith(Places.SERVICES)) {
            throw new IllegalArgumentException(
                    "extenders lie below " + Places.SERVICES + ", not at " + admission.location());
        }
        byLocation.put(admission.location(), copy(admission));
    }

    private static Admission copy(Admission given) {
        return new Admission(
                given.location(),
                given.bundleId(),
                given.symbolicName(),
                given.version(),
                Map.copyOf(given.classes()),
                given.bundleSha256(),
                Set.copyOf(given.granted()));
    }

    @Override
    public void dismiss(String location) {
        byLocation.remove(location);
    }

    @Override
    public long refused() {
        return refusals.count();
    }

    /** Returns the admission of a bundle; the framework gives a number once only, so another bundle cannot inherit it. */
    Optional<Admission> of(Bundle bundle) {
        return Optional.ofNullable(byLocation.get(bundle.getLocation()))
                .filter(admission -> admission.bundleId() == bundle.getBundleId());
    }

    /** Returns the admission of a revision that is what was admitted, and no fragment. */
    Optional<Admission> of(BundleRevision revision) {
        return of(revision.getBundle())
                .filter(admission -> admission.symbolicName().equals(revision.getSymbolicName()))
                .filter(admission ->
                        admission.version().equals(revision.getVersion().toString()))
                .filter(admission -> (revision.getTypes() & BundleRevision.TYPE_FRAGMENT) == 0);
    }
}
