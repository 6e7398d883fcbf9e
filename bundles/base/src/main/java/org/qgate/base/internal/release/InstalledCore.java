package org.qgate.base.internal.release;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.qgate.api.base.Installation;
import org.qgate.common.release.ReleaseEntry;

/** Answers what is installed by asking the framework. Thread-safe. */
public final class InstalledCore implements Installation {
    private final BundleContext context;
    private final ReleaseList list;
    private final Function<String, Optional<CorePackage>> inOffice;
    private final Path etc;

    /** Makes an answer; {@code inOffice} knows the version of a bundle that works now. */
    public InstalledCore(
            BundleContext context, ReleaseList list, Function<String, Optional<CorePackage>> inOffice, Path etc) {
        this.context = context;
        this.list = list;
        this.inOffice = inOffice;
        this.etc = etc;
    }

    @Override
    public String version() {
        return list.document().version();
    }

    @Override
    public Path etc() {
        return etc;
    }

    @Override
    public List<CoreBundle> coreBundles() {
        return list.bundles().stream().map(this::describe).toList();
    }

    private CoreBundle describe(ReleaseEntry entry) {
        return inOffice.apply(entry.bsn())
                .map(now -> describe(now.bsn(), now.version().toString(), now.sha256(), now.location()))
                .orElseGet(() -> describe(
                        entry.bsn(),
                        entry.version(),
                        entry.sha256(),
                        CorePackage.location(entry.bsn(), entry.version())));
    }

    private CoreBundle describe(String bsn, String version, String sha256, String location) {
        Bundle bundle = context.getBundle(location);
        return new CoreBundle(bsn, version, bundle == null ? "ABSENT" : word(bundle.getState()), sha256);
    }

    private static String word(int state) {
        return switch (state) {
            case Bundle.INSTALLED -> "INSTALLED";
            case Bundle.RESOLVED -> "RESOLVED";
            case Bundle.STARTING -> "STARTING";
            case Bundle.ACTIVE -> "ACTIVE";
            case Bundle.STOPPING -> "STOPPING";
            default -> "UNINSTALLED";
        };
    }
}
