package org.qgate.services.internal.core;

import org.qgate.api.error.ExtenderError;
import org.qgate.api.error.QGateException;
import org.qgate.common.release.Sha256;
import org.qgate.gate.Permit;
import org.qgate.gate.Program;
import org.qgate.qsx.manifest.Quota.Item;
import org.qgate.qsx.manifest.ServiceManifest;
import org.qgate.services.internal.parcel.Parcel;
import org.qgate.services.internal.record.Kept;

/** Installs a version beside whatever runs, and takes it away again. */
final class Stage {
    private static final long STOP_MS = 2_000;

    private final World world;
    private final Term term;
    private final Placement placement;

    Stage(World world, Term term, Placement placement) {
        this.world = world;
        this.term = term;
        this.placement = placement;
    }

    /**
     * Makes a version where it belongs: as a bundle that is installed, admitted and resolved, or for a process of its own.
     * Nothing of it runs yet. Nothing is left when it fails.
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
        return placement.ownProcess(manifest) ? alone(extender, parcel, version) : within(extender, parcel, version);
    }

    /** In a process of its own, which gets the very bytes that were looked at. */
    private Running alone(Extender extender, Parcel parcel, Kept version) {
        ServiceManifest manifest = parcel.manifest();
        Program program = new Program(
                parcel.bundle(), parcel.bundleSha256(), manifest.runtime().entry(), (int)
                        manifest.policies().quota().of(Item.MEMORY_MIB));
        long instance = world.hosting().get().make(program, permit(extender, parcel, version));
        return new Running(
                instance, Running.NO_BUNDLE, "", manifest, world.clock().wallMs());
    }

    private static Permit permit(Extender extender, Parcel parcel, Kept version) {
        return Permits.permit(extender.dossier(), version, parcel.manifest(), extender.denied());
    }

    private Running within(Extender extender, Parcel parcel, Kept version) {
        ServiceManifest manifest = parcel.manifest();
        String location = Bundles.location(manifest.id(), manifest.version(), manifest.id());
        long bundleId = world.bundles().install(location, parcel.bundle());
        try {
            world.admissions().get().admit(Permits.admission(location, bundleId, parcel, version));
            world.bundles().start(bundleId);
            term.check();
            long instance =
                    world.hosting().get().make(bundleId, manifest.runtime().entry(), permit(extender, parcel, version));
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
        if (bundleId != Running.NO_BUNDLE && !term.isOver()) {
            world.admissions().get().dismiss(location);
            world.bundles().uninstall(bundleId);
        }
    }
}
