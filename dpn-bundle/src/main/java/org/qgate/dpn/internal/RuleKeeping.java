package org.qgate.dpn.internal;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.qgate.api.base.Clock;
import org.qgate.api.base.Current;
import org.qgate.api.base.Health;
import org.qgate.api.base.HealthReport;
import org.qgate.api.base.HealthState;
import org.qgate.api.base.StateFolder;
import org.qgate.api.error.BaseError;
import org.qgate.api.error.DpnError;
import org.qgate.api.error.ErrorCode;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.StoreError;
import org.qgate.api.error.VaultError;
import org.qgate.api.store.Namespace;
import org.qgate.api.store.Store;
import org.qgate.dpn.internal.rules.RuleBook;
import org.qgate.dpn.internal.rules.RuleRecords;

/**
 * Reads the rules once there is a store, and forgets them once there has been none for longer than an update of it takes.
 * Off the loop; thread-safe.
 */
final class RuleKeeping implements Runnable {
    static final long PERIOD_MS = 1_000;
    /** A store that is replaced is back within this time. */
    private static final Duration STORE_WAIT = Duration.ofSeconds(2);

    private static final long AGAIN_NS = 5_000_000_000L;
    /** For how long what a rule joined goes on without it: as long as the network's streams do when the vault locks. */
    private static final long GRACE_NS = 30_000_000_000L;

    private static final String HEALTH = "dpn.rules";

    private final RuleBook rules;
    private final Current<Store> store;
    private final StateFolder state;
    private final Health health;
    private final Clock clock;
    private final Runnable unknown;
    private volatile boolean locked;
    private boolean wanted = true;
    private boolean absent;
    private long absentNs;
    private long notBeforeNs;
    private long knownNs;
    private boolean told;
    private String said = "";

    /** {@code unknown} is called when nobody has known the rules for a while, once each time. */
    RuleKeeping(RuleBook rules, Current<Store> store, StateFolder state, Health health, Clock clock, Runnable unknown) {
        this.rules = rules;
        this.store = store;
        this.state = state;
        this.health = health;
        this.clock = clock;
        this.unknown = unknown;
        this.notBeforeNs = clock.monoNs();
        this.knownNs = notBeforeNs;
    }

    /** Returns where the rules are kept, waiting a little for a store. */
    static Supplier<Namespace> kept(Current<Store> store) {
        return () -> store.await(STORE_WAIT).namespace(RuleRecords.NAMESPACE);
    }

    /** Says whether the vault is locked: then the rules are not read even where that still works for a moment. */
    void locked(boolean now) {
        locked = now;
        if (now) {
            rules.forget();
        }
    }

    /** The rules are to be read again: another one may have changed them. */
    synchronized void readAgain() {
        wanted = true;
    }

    @Override
    public synchronized void run() {
        look();
        long now = clock.monoNs();
        if (rules.readable()) {
            knownNs = now;
            told = false;
        } else if (!told && now - knownNs >= GRACE_NS) {
            told = true;
            unknown.run();
        }
    }

    private void look() {
        Optional<Store> now = store.now();
        if (now.isEmpty()) {
            lacking();
            return;
        }
        if (locked) {
            waiting();
            return;
        }
        absent = false;
        if ((wanted || !rules.readable()) && clock.monoNs() - notBeforeNs >= 0) {
            read(now.get().namespace(RuleRecords.NAMESPACE));
        }
    }

    private void lacking() {
        if (!absent) {
            absent = true;
            absentNs = clock.monoNs();
        }
        boolean lasts = clock.monoNs() - absentNs >= STORE_WAIT.toNanos();
        if (lasts) {
            rules.forget();
        }
        if (!rules.readable()) {
            waiting();
        }
    }

    private void read(Namespace names) {
        try {
            RuleRecords.moveIn(state, names);
            rules.load();
            if (locked) { // meanwhile
                rules.forget();
                return;
            }
            wanted = false;
            said = "";
            health.ok(HEALTH, rules.rules().size() + " rule(s)");
        } catch (QGateException unreadable) {
            failed(unreadable);
        }
    }

    private void failed(QGateException why) {
        if (bringsItself(why.code())) {
            waiting();
            return;
        }
        notBeforeNs = clock.monoNs() + AGAIN_NS;
        if (!said.equals(why.codeId())) {
            said = why.codeId();
            DpnLog.rulesUnreadable(why);
        }
        health.failed(HEALTH, HealthState.ERROR, why);
    }

    /** The vault was locked or the store closed meanwhile: both are back when somebody has seen to it. */
    private static boolean bringsItself(ErrorCode code) {
        return code == VaultError.LOCKED
                || code == VaultError.ABSENT
                || code == StoreError.CLOSED
                || code == BaseError.SERVICE_ABSENT;
    }

    private void waiting() {
        health.report(new HealthReport(
                HEALTH,
                HealthState.TEMPORARILY_UNAVAILABLE,
                DpnError.NO_RULES.id(),
                "waiting for the store: no application is served",
                DpnError.NO_RULES.advice()));
    }
}
