package org.qgate.services.internal.core;

import java.util.Optional;
import org.qgate.api.error.ErrorCode;
import org.qgate.api.error.ExtenderError;
import org.qgate.api.error.QGateException;
import org.qgate.api.extender.Consent;
import org.qgate.services.internal.record.Dossier;
import org.qgate.services.internal.record.Held;

/**
 * Extenders that wait for what is not theirs to give, and go on by themselves once it is there: another extender, or what
 * would hold their process. Thread-safe.
 */
final class Waiting {
    private static final long LOOK_NS = 30_000_000_000L;

    private final Office office;
    private long lookedNs;
    private boolean looked;

    Waiting(Office office) {
        this.office = office;
    }

    /** Whether an extender, or a version of it, waits for what would hold its process. */
    static boolean forProcess(Extender extender) {
        return startForProcess(extender) || heldForProcess(extender).isPresent();
    }

    /** Whether one that should run waits for it. */
    static boolean startForProcess(Extender extender) {
        return is(ExtenderError.NO_CONFINEMENT, extender.waits());
    }

    private static Optional<Held> heldForProcess(Extender extender) {
        return extender.dossier().versions().held().filter(each -> is(ExtenderError.NO_CONFINEMENT, each.code()));
    }

    private static boolean forAnother(Extender extender) {
        return is(ExtenderError.REQUIRES, extender.dossier().standing().failure());
    }

    private static boolean is(ErrorCode code, String text) {
        return text.startsWith(code.id());
    }

    /** A change is over: what it started may be what others need. */
    void changed() {
        if (office.roster().all().stream().anyMatch(Waiting::forAnother)) {
            office.world().workers().offer(() -> office.starter().startAll(Waiting::forAnother));
        }
    }

    /** Looks now and then, as long as somebody waits, whether this machine holds processes by now; once a second. */
    synchronized void tick() {
        long now = office.world().clock().monoNs();
        boolean due = !looked || now - lookedNs >= LOOK_NS;
        if (due && office.roster().all().stream().anyMatch(Waiting::forProcess)) {
            looked = office.world().workers().offer(this::look);
            lookedNs = now;
        }
    }

    private void look() {
        if (office.world().hosting().get().confinement(true).available()) {
            office.starter().startAll(Waiting::startForProcess);
            office.roster().all().forEach(each -> heldForProcess(each).ifPresent(held -> goOn(each, held)));
            changed();
        }
    }

    /** All that was asked for was agreed to, or it would wait for that. */
    private void goOn(Extender extender, Held held) {
        Consent given = new Consent(true, held.version().permissions(), true);
        try {
            office.take(office.look(held.version().sha256()).accepted(), given, false, "node");
        } catch (QGateException refused) {
            if (refused.code() != ExtenderError.BUSY && extender.tryClaim()) {
                hold(extender, held, refused);
                extender.release();
            }
        }
    }

    /** Something else is in the way by now: an operator decides. */
    private void hold(Extender extender, Held held, QGateException why) {
        Dossier now = extender.dossier();
        Held next = new Held(held.version(), why.codeId(), why.getMessage(), held.missing());
        extender.become(
                now.with(now.versions().hold(next)), office.world().ledger().begin());
    }
}
