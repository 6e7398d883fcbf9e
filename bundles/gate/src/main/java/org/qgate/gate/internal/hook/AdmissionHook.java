package org.qgate.gate.internal.hook;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.hooks.resolver.ResolverHook;
import org.osgi.framework.hooks.resolver.ResolverHookFactory;
import org.osgi.framework.namespace.ExecutionEnvironmentNamespace;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;
import org.qgate.ext.Permission;
import org.qgate.gate.Admission;

/**
 * Lets a bundle below {@code qgate:svc/} resolve only while it is admitted, wires it to the extender API, the permissions it
 * was granted and {@code java.*}, and gives the extender API to nobody else but the distribution. Thread-safe.
 */
final class AdmissionHook implements ResolverHookFactory {
    /** The extender API's own: one capability for each permission. */
    private static final String PERMISSION = "qgate.permission";

    private static final String PERMISSION_NAME = "name";

    private final Places places;
    private final AdmissionTable table;
    private final Refusals refusals;

    AdmissionHook(Places places, AdmissionTable table, Refusals refusals) {
        this.places = places;
        this.table = table;
        this.refusals = refusals;
    }

    @Override
    public ResolverHook begin(Collection<BundleRevision> triggers) {
        return new Resolution(
                triggers.stream().map(each -> each.getBundle().getBundleId()).collect(Collectors.toSet()));
    }

    /** One run of the resolver, for the bundles that somebody asked for. */
    private final class Resolution implements ResolverHook {
        private final Set<Long> asked;

        Resolution(Set<Long> asked) {
            this.asked = asked;
        }

        @Override
        public void filterResolvable(Collection<BundleRevision> candidates) {
            candidates.removeIf(each -> Places.service(each.getBundle()) && !admitted(each));
        }

        private boolean admitted(BundleRevision revision) {
            boolean admitted = table.of(revision).isPresent();
            if (!admitted) {
                refuse(revision.getBundle(), "has no admission");
            }
            return admitted;
        }

        private void refuse(Bundle bundle, String why) {
            if (asked.contains(bundle.getBundleId())) {
                refusals.bundle(bundle, why);
            }
        }

        @Override
        public void filterSingletonCollisions(
                BundleCapability singleton, Collection<BundleCapability> collisionCandidates) {
            // An extender is no singleton; those of others are none of our business.
        }

        @Override
        public void filterMatches(BundleRequirement requirement, Collection<BundleCapability> candidates) {
            BundleRevision asking = requirement.getRevision();
            Optional<Admission> admission = table.of(asking);
            if (admission.isPresent()) {
                candidates.removeIf(each -> !wires(admission.get(), each));
            } else if (places.free(asking.getBundle())) {
                candidates.removeIf(each -> Places.service(each.getRevision().getBundle()));
            } else if (candidates.removeIf(AdmissionHook.this::closed) && mandatory(requirement)) {
                refuse(asking.getBundle(), "wants " + requirement.getNamespace() + " of the extender API");
            }
        }

        @Override
        public void end() {
            // Nothing was kept.
        }
    }

    private static boolean mandatory(BundleRequirement requirement) {
        String resolution = requirement.getDirectives().get(Constants.RESOLUTION_DIRECTIVE);
        return resolution == null || resolution.equals(Constants.RESOLUTION_MANDATORY);
    }

    private boolean closed(BundleCapability capability) {
        Bundle provider = capability.getRevision().getBundle();
        return places.isApi(provider) || Places.service(provider);
    }

    /** Everything that is not named here stays out: whole bundles, hosts of fragments, packages of anybody else. */
    private boolean wires(Admission admission, BundleCapability capability) {
        Bundle provider = capability.getRevision().getBundle();
        return switch (capability.getNamespace()) {
            case PackageNamespace.PACKAGE_NAMESPACE ->
                places.isApi(provider)
                        || system(provider)
                                && name(capability, PackageNamespace.PACKAGE_NAMESPACE)
                                        .startsWith("java.");
            case ExecutionEnvironmentNamespace.EXECUTION_ENVIRONMENT_NAMESPACE -> system(provider);
            case PERMISSION -> places.isApi(provider) && granted(admission, name(capability, PERMISSION_NAME));
            default -> false;
        };
    }

    private static boolean system(Bundle provider) {
        return provider.getBundleId() == Constants.SYSTEM_BUNDLE_ID;
    }

    private static String name(BundleCapability capability, String attribute) {
        return String.valueOf(capability.getAttributes().get(attribute));
    }

    private static boolean granted(Admission admission, String permission) {
        return Permission.named(permission)
                .filter(admission.granted()::contains)
                .isPresent();
    }
}
