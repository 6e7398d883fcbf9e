package org.qgate.services.internal.core;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.qgate.ext.Permission;
import org.qgate.gate.Admission;
import org.qgate.gate.Permit;
import org.qgate.gate.Quota;
import org.qgate.qsx.manifest.Quota.Item;
import org.qgate.qsx.manifest.ServiceManifest;
import org.qgate.services.internal.parcel.Parcel;
import org.qgate.services.internal.record.Dossier;
import org.qgate.services.internal.record.Kept;

/** What the gate is told: a function of manifest, of what was agreed to, and of what is denied. */
final class Permits {
    private static final long MIB = 1 << 20;

    private Permits() {}

    /** Returns what a version may do: what it asks for, as far as it was agreed to and is not denied. */
    static Permit permit(Dossier dossier, Kept version, ServiceManifest manifest, Set<String> denied) {
        Map<Permission, Set<String>> grants = new EnumMap<>(Permission.class);
        for (ServiceManifest.Request each : manifest.permissions()) {
            SortedSet<String> agreed = version.agreed().get(each.permission().id());
            if (agreed != null && !denied.contains(each.permission().id())) {
                SortedSet<String> scope = new TreeSet<>(each.scope());
                scope.retainAll(agreed);
                grants.put(each.permission(), scope);
            }
        }
        return new Permit(
                dossier.id(),
                manifest.version(),
                dossier.publisher(),
                grants,
                manifest.provides(),
                quota(manifest.policies().quota()),
                ExtenderData.namespace(dossier.id()),
                dossier.settings());
    }

    private static Quota quota(org.qgate.qsx.manifest.Quota asked) {
        return new Quota(
                (int) asked.of(Item.THREADS),
                (int) asked.of(Item.CPU_PERCENT),
                asked.of(Item.STORE_MIB) * MIB,
                (int) asked.of(Item.STREAMS),
                (int) asked.of(Item.CALLS_PER_SECOND),
                asked.of(Item.BYTES_PER_SECOND),
                (int) asked.of(Item.RANDOM_BYTES_PER_SECOND),
                (int) asked.of(Item.LOG_LINES_PER_MINUTE));
    }

    /**
     * Returns who may resolve. What was agreed to counts, denied or not: an extender that an operator denies something
     * stays up and is refused at the call.
     */
    static Admission admission(String location, long bundleId, Parcel parcel, Kept version) {
        Set<Permission> granted = EnumSet.noneOf(Permission.class);
        version.permissions().forEach(name -> Permission.named(name).ifPresent(granted::add));
        return new Admission(
                location,
                bundleId,
                parcel.manifest().id(),
                parcel.manifest().version(),
                parcel.classes(),
                parcel.bundleSha256(),
                granted);
    }
}
