package org.qgate.crypto.internal;

import java.util.Arrays;
import org.qgate.api.base.HealthReport;
import org.qgate.api.base.HealthState;
import org.qgate.api.error.ErrorCode;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.Severity;
import org.qgate.api.error.VaultError;
import org.qgate.api.vault.Freshness;
import org.qgate.api.vault.KeyPlace;
import org.qgate.api.vault.VaultStatus;

/** What the health board shows of the vault. */
final class VaultHealth {
    static final String SUBSYSTEM = "crypto.vault";

    private VaultHealth() {}

    /** Says how the vault is; {@code refused} when it could not be made, else null. */
    static HealthReport of(VaultStatus status, QGateException refused) {
        return switch (status.state()) {
            case UNLOCKED -> new HealthReport(SUBSYSTEM, HealthState.OK, "", unlocked(status), "");
            case LOCKED -> locked(status.reason());
            case ABSENT -> refused == null ? absent() : report(refused.code(), refused.getMessage());
        };
    }

    private static String unlocked(VaultStatus status) {
        String place = status.place() == KeyPlace.REMOVABLE
                ? "unlocked, key on a removable medium"
                : "unlocked, key on the same machine";
        Freshness freshness = status.freshness();
        String reason = freshness.reason();
        if (!freshness.witnessed()) {
            return place + "; rollback not detectable: " + reason;
        }
        return reason.isEmpty() ? place : place + "; " + reason;
    }

    private static HealthReport locked(String reason) {
        ErrorCode code = Arrays.stream(VaultError.values())
                .filter(known -> reason.startsWith(known.id()))
                .findFirst()
                .orElse(VaultError.LOCKED);
        return report(code, "locked: " + reason);
    }

    private static HealthReport absent() {
        return report(VaultError.ABSENT, "there is no vault, and nothing says that one shall be made by itself");
    }

    private static HealthReport report(ErrorCode code, String message) {
        HealthState state = code.entry().severity() == Severity.CRITICAL
                ? HealthState.CRITICAL
                : HealthState.TEMPORARILY_UNAVAILABLE;
        return new HealthReport(SUBSYSTEM, state, code.id(), message, code.advice());
    }
}
