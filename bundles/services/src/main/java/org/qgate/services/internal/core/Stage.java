package org.qgate.services.internal.core;

import org.qgate.api.error.ExtenderError;
import org.qgate.api.error.QGateException;
import org.qgate.common.release.Sha256;
import org.qgate.qsx.manifest.ServiceManifest;
import org.qgate.services.internal.parcel.Parcel;
import org.qgate.services.internal.record.Kept;

/** Installs a version beside whatever runs, and takes it away again. */
final class Stage {
    private static final long STOP_MS = 2_000;

    private final World world;
    private final Term term;

    Stage(World world, Term term) {
        this.world = world;
        this.term = term;
    }

    /**
     * Installs, admits, resolves and makes a version; nothing of it runs yet. Nothing is left when it fails.
     *
     * @param parcel its bytes are installed, so what is installed is what was looked at
     */
    Running install(Extender extender, Parcel parcel, Kept version) {
        term.check();
        ServiceManifest manifest = parcel.manifest();
        if (!Sha256.hex(parcel.bundle()).equals(parcel.bundleSha256())
                || !manifest.bundle().sha256().equals(parcel.bundleSha256())) {
            throw new QGateException(
                    ExtenderError.ALTERED_FILE, "the bundle of " + manifest.id() + " is not what was verified");
        }
        String location = Bundles.location(manifest.id(), manifest.version(), manifest.id());
        long bundleId = world.bundles().install(location, parcel.bundle());
        try {
            world.admissions().get().admit(Permits.admission(location, bundleId, parcel, version));
            world.bundles().start(bundleId);
            term.check();
            long instance = world.hosting()
                    .get()
                    .make(
                            bundleId,
                            manifest.runtime().entry(),
                            Permits.permit(extender.dossier(), version, manifest, extender.denied()));
            return new Running(
                    instance, bundleId, location, manifest, world.clock().wallMs());
        } catch (RuntimeException failed) {
            clear(bundleId, location);
            throw failed;
        }
    }

    /** Starts it; takes it away when that fails. */
    void start(Running running) {
        try {
            term.check();
            world.hosting()
                    .get()
                    .start(running.instance(), running.manifest().lifecycle().readyMs());
            term.check();
        } catch (RuntimeException failed) {
            remove(running);
            throw failed;
        }
    }

    /**
     * Stops a version and takes its bundle away; does nothing when somebody else decides by now.
     *
     * @return false when a thread of it does not end
     */
    boolean remove(Running running) {
        if (term.isOver()) {
            return true;
        }
        boolean ended = true;
        try {
            ended = world.hosting().get().stop(running.instance(), STOP_MS);
        } catch (QGateException gone) {
            if (gone.code() != ExtenderError.NO_INSTANCE) {
                throw gone;
            }
        } finally {
            clear(running.bundleId(), running.location());
        }
        return ended;
    }

    private void clear(long bundleId, String location) {
        if (!term.isOver()) {
            world.admissions().get().dismiss(location);
            world.bundles().uninstall(bundleId);
        }
    }
}
