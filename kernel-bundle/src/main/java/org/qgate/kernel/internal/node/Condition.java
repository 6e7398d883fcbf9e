package org.qgate.kernel.internal.node;

import org.qgate.api.base.Clock;
import org.qgate.api.base.Health;
import org.qgate.api.base.HealthReport;
import org.qgate.api.base.HealthState;
import org.qgate.api.error.BaseError;
import org.qgate.api.error.ErrorCode;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.VaultError;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the node waits for: in its status, on the health board, and in the log when it is news. Thread-safe. */
final class Condition {
    private static final Logger LOG = LoggerFactory.getLogger(NodeLife.class);
    private static final String HEALTH = "kernel";

    private final Health health;
    private final Clock clock;
    private final Trouble trouble = new Trouble();
    private volatile String waitingFor = "starting";

    Condition(Health health, Clock clock) {
        this.health = health;
        this.clock = clock;
    }

    /** Returns what it waits for, or an empty text. */
    String waitingFor() {
        return waitingFor;
    }

    /** Another node's work is taken over: the next attempt reports that all is well. */
    void takingOver() {
        waitingFor = "taking over";
    }

    /** It goes on by itself once something has come that others bring. */
    synchronized void waiting(String text, ErrorCode code) {
        waitingFor = text;
        health.report(new HealthReport(HEALTH, HealthState.TEMPORARILY_UNAVAILABLE, code.id(), text, code.advice()));
    }

    /** An attempt failed. */
    synchronized void refused(QGateException why) {
        if (bringsItself(why.code())) {
            waiting("waiting for " + what(why.code()) + ": " + why.getMessage(), why.code());
            return;
        }
        waitingFor = why.getMessage();
        if (trouble.isNews(why.code(), clock.monoNs())) {
            LOG.error(
                    "the node does not get on: {} {}", why.codeId(), why.code().advice());
        }
        health.failed(HEALTH, HealthState.ERROR, why);
    }

    private static boolean bringsItself(ErrorCode code) {
        return code == VaultError.ABSENT || code == VaultError.LOCKED || code == BaseError.SERVICE_ABSENT;
    }

    private static String what(ErrorCode code) {
        return code == BaseError.SERVICE_ABSENT ? "another part" : "the vault";
    }

    /** An attempt went through: what was wrong before is over. */
    synchronized void well(String text) {
        if (!waitingFor.isEmpty()) {
            waitingFor = "";
            trouble.over();
            health.ok(HEALTH, text);
        }
    }

    void forget() {
        health.forget(HEALTH);
    }
}
