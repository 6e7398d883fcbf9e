package org.qgate.services.internal.core;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.qgate.api.error.ExtenderError;
import org.qgate.api.error.QGateException;
import org.qgate.gate.Permit;
import org.qgate.services.internal.record.Dossier;
import org.qgate.services.internal.record.Kept;
import org.qgate.services.internal.record.Ledger;

/**
 * One extender at this moment. Changes come one at a time: whoever makes one has claimed it. Thread-safe.
 */
final class Extender {
    private final String id;
    private Dossier dossier;
    private Set<String> denied;
    private Running running;
    private String waits = "";
    private boolean abandoned;
    private boolean claimed;

    Extender(Dossier dossier, Set<String> denied) {
        this.id = dossier.id();
        this.dossier = dossier;
        this.denied = new TreeSet<>(denied);
    }

    String id() {
        return id;
    }

    /**
     * Takes it for one change.
     *
     * @throws QGateException QG-EXT-0007 when another one is under way
     */
    synchronized void claim() {
        if (claimed) {
            throw new QGateException(ExtenderError.BUSY, id);
        }
        claimed = true;
    }

    /** Takes it for one change, or does not. */
    synchronized boolean tryClaim() {
        boolean free = !claimed;
        claimed = true;
        return free;
    }

    synchronized void release() {
        claimed = false;
    }

    synchronized Dossier dossier() {
        return dossier;
    }

    synchronized Set<String> denied() {
        return Set.copyOf(denied);
    }

    synchronized Optional<Running> running() {
        return Optional.ofNullable(running);
    }

    /** Another version is in office; null for none. */
    synchronized void runs(Running next) {
        running = next;
        waits = "";
        abandoned = false;
    }

    /** It does not run, and nobody is at fault: why. */
    synchronized void waits(String why) {
        waits = why;
    }

    synchronized String waits() {
        return waits;
    }

    synchronized void abandoned(boolean now) {
        abandoned = now;
    }

    synchronized boolean isAbandoned() {
        return abandoned;
    }

    /** Makes a transition durable, then known; with whatever else happens together with it. */
    void become(Dossier next, Ledger.Transition transition) {
        transition.put(next).commit();
        synchronized (this) {
            dossier = next;
        }
    }

    /** Makes known what could not be made durable: the next transition takes it along. */
    synchronized void becomeForNow(Dossier next) {
        dossier = next;
    }

    void deny(Set<String> next, Ledger.Transition transition) {
        transition.deny(id, next).commit();
        synchronized (this) {
            denied = new TreeSet<>(next);
        }
    }

    /** Returns what the version in office may do. */
    synchronized Optional<Permit> permit() {
        Optional<Kept> live = dossier.versions().live();
        return running == null || live.isEmpty()
                ? Optional.empty()
                : Optional.of(Permits.permit(dossier, live.get(), running.manifest(), denied));
    }

    synchronized Permit permit(Kept version, Running of) {
        return Permits.permit(dossier, version, of.manifest(), denied);
    }
}
