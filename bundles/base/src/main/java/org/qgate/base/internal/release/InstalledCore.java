package org.qgate.base.internal.release;

import java.nio.file.Path;
import java.util.List;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.qgate.api.base.Installation;

/** Answers what is installed by asking the framework. Thread-safe. */
public final class InstalledCore implements Installation {
    private final BundleContext context;
    private final ReleaseList list;
    private final Path etc;

    /** Makes an answer for a list. */
    public InstalledCore(BundleContext context, ReleaseList list, Path etc) {
        this.context = context;
        this.list = list;
        this.etc = etc;
    }

    @Override
    public String version() {
        return list.version();
    }

    @Override
    public Path etc() {
        return etc;
    }

    @Override
    public List<CoreBundle> coreBundles() {
        return list.bundles().stream().map(this::describe).toList();
    }

    private CoreBundle describe(CoreEntry entry) {
        Bundle bundle = context.getBundle(entry.location());
        return new CoreBundle(
                entry.bsn(), entry.version(), bundle == null ? "ABSENT" : word(bundle.getState()), entry.sha256());
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
