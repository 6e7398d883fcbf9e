package org.qgate.services.internal.core;

import java.util.Optional;
import org.qgate.api.error.ErrorCode;
import org.qgate.api.error.ExtenderError;
import org.qgate.gate.Confinement;
import org.qgate.qsx.manifest.ServiceManifest;
import org.qgate.qsx.manifest.ServiceManifest.Tier;
import org.qgate.services.internal.parcel.Parcel;
import org.qgate.services.internal.trust.Publishers.Trust;

/**
 * Where a version runs: in the node's process only when an operator trusts its publisher, else in a process of its own, or
 * not at all. Classes are held to the rules of the tier that the manifest names, so trusting somebody later refuses nothing.
 */
final class Placement {
    /** Why nothing of a publisher runs that an operator trusts no more. */
    static final String UNWANTED = "an operator took the trust in its publisher back";

    private final World world;

    Placement(World world) {
        this.world = world;
    }

    /** Whether a version would get a process of its own if it began now. */
    boolean ownProcess(ServiceManifest manifest) {
        return manifest.runtime().tier() == Tier.PROCESS
                || !world.publishers().isTrusted(manifest.publisher().keyId());
    }

    private Trust trust(ServiceManifest manifest) {
        return world.publishers().trust(manifest.publisher().keyId());
    }

    /** Returns the name of the tier. */
    static String tier(boolean ownProcess) {
        return (ownProcess ? Tier.PROCESS : Tier.GUARDED).id();
    }

    /**
     * Returns why a version runs where it does, in words.
     *
     * @param ownProcess where it runs, or would run
     */
    String why(ServiceManifest manifest, boolean ownProcess) {
        Trust trust = trust(manifest);
        if (!ownProcess) {
            return switch (trust) {
                case FIRST_PARTY -> "its publisher's key came with QGate";
                case DEVELOPER -> "its key is a DEVELOPER's: what is built here runs here";
                default -> "you trust its publisher";
            };
        }
        if (manifest.runtime().tier() == Tier.PROCESS) {
            return "its package asks for a process of its own";
        }
        return trust != Trust.UNKNOWN
                ? "nobody trusted its publisher when it started; from its next start on it is guarded"
                : "nobody here trusts its publisher";
    }

    /** Returns what that means for this machine, in words. */
    static String meaning(boolean ownProcess) {
        return ownProcess
                ? "It runs in a process of its own, which reaches no file, no network and no other process of this machine."
                : "It runs within the node: checks stop it from reaching further than it may, but whoever trusts its"
                        + " publisher trusts it with the node's process.";
    }

    /** Why a version may not run here. */
    record Obstacle(ErrorCode code, String detail) {
        /** Returns code and words. */
        String text() {
            return code.id() + " " + detail;
        }
    }

    /**
     * Returns why a version may not run here, whatever an operator agrees to; QG-EXT-0003 or QG-EXT-0005. May take as
     * long as looking for what would hold a process.
     *
     * @param isNew for a package that comes now: who replaced a key publishes nothing new with it
     */
    Optional<Obstacle> obstacle(Parcel parcel, boolean isNew) {
        ServiceManifest manifest = parcel.manifest();
        String keyId = manifest.publisher().keyId();
        String who = " (" + manifest.publisher().name() + ", key " + keyId + ")";
        if (!parcel.proven()) {
            return Optional.of(unknown("the package brings no key of its publisher, and none is known here" + who));
        }
        if (trust(manifest) == Trust.UNTRUSTED) {
            return Optional.of(unknown(UNWANTED + who));
        }
        if (isNew && !world.publishers().signsNew(keyId)) {
            return Optional.of(unknown("its publisher replaced this key" + who));
        }
        return ownProcess(manifest) ? unconfined() : Optional.empty();
    }

    private static Obstacle unknown(String why) {
        return new Obstacle(ExtenderError.UNKNOWN_PUBLISHER, why);
    }

    /** What was missing a moment ago may be there now: an operator who asks has perhaps just seen to it. */
    private Optional<Obstacle> unconfined() {
        Confinement found = world.hosting().get().confinement(false);
        if (!found.available()) {
            found = world.hosting().get().confinement(true);
        }
        return found.available()
                ? Optional.empty()
                : Optional.of(new Obstacle(ExtenderError.NO_CONFINEMENT, found.reason()));
    }
}
