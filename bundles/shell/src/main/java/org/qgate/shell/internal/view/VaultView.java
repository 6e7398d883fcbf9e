package org.qgate.shell.internal.view;

import java.time.Instant;
import org.qgate.api.vault.Freshness;
import org.qgate.api.vault.VaultState;
import org.qgate.api.vault.VaultStatus;

/** The vault for people. */
public final class VaultView {
    private VaultView() {}

    /** All that is known of it. */
    public static View of(VaultStatus vault) {
        Facts facts = new Facts().fact("vault", state(vault));
        if (!vault.id().isEmpty()) {
            facts.fact("id", vault.id());
        }
        if (vault.state() == VaultState.UNLOCKED) {
            facts.fact("epoch", vault.epoch() + (vault.epochs() > 1 ? ", " + vault.epochs() + " can be read" : ""));
        }
        facts.fact("key file", vault.keyFile().isEmpty() ? "none was named" : vault.keyFile())
                .fact("key place", place(vault));
        if (vault.state() != VaultState.ABSENT) {
            facts.fact("passphrase", vault.passphrase() ? "needed" : "none")
                    .fact("recovery", vault.recovery() ? "by a recovery file" : "none: who loses the key loses all");
        }
        return facts.fact("rollback", freshness(vault.freshness()));
    }

    /** Whether an older copy of the node's folder would be noticed. */
    public static String freshness(Freshness freshness) {
        String why = freshness.reason().isEmpty() ? "" : ": " + freshness.reason();
        return freshness.witnessed()
                ? "an older copy is noticed, anchor of " + Instant.ofEpochMilli(freshness.anchoredMs()) + why
                : "not detectable" + why;
    }

    /** One line for {@code node:status}. */
    public static View line(VaultStatus vault) {
        return new Facts()
                .fact(
                        "vault",
                        vault == null
                                ? "not available at the moment (QG-BAS-0007)"
                                : state(vault)
                                        + (vault.state() == VaultState.UNLOCKED
                                                ? ", epoch " + vault.epoch() + ", " + place(vault)
                                                : ""));
    }

    /** What to do about a vault that is not open; one line. */
    public static String remedy(VaultStatus vault) {
        return vault.state() == VaultState.ABSENT ? "no vault: vault:create" : "locked: vault:unlock";
    }

    private static String state(VaultStatus vault) {
        return switch (vault.state()) {
            case UNLOCKED -> "unlocked";
            case LOCKED, ABSENT -> remedy(vault) + (vault.reason().isEmpty() ? "" : " (" + vault.reason() + ")");
        };
    }

    private static String place(VaultStatus vault) {
        return switch (vault.place()) {
            case SAME_MACHINE -> "key on the same machine";
            case REMOVABLE -> "key on a removable medium";
            case UNKNOWN -> "place of the key unknown";
        };
    }
}
