package org.qgate.shell.internal.doctor;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.qgate.api.store.StoreStatus;
import org.qgate.api.vault.KeyPlace;
import org.qgate.api.vault.VaultState;
import org.qgate.api.vault.VaultStatus;
import org.qgate.shell.internal.view.Text;
import org.qgate.shell.internal.view.VaultView;

/** Checks of what keeps the node's data closed to thieves and open to its operator. */
final class VaultChecks {
    private static final long BACKUP_DAYS = 30;

    private final VaultStatus vault;
    private final StoreStatus store;
    private final long backupAgeMs;

    /**
     * Prepares the checks.
     *
     * @param vault null when it is absent
     * @param store null when it is not open
     * @param backupAgeMs how long ago the last backup was made; -1 when nothing is known of one
     */
    VaultChecks(VaultStatus vault, StoreStatus store, long backupAgeMs) {
        this.vault = vault;
        this.store = store;
        this.backupAgeMs = backupAgeMs;
    }

    List<Finding> all() {
        return List.of(vault(), keyPlace(), recovery(), rollback(), store(), backup());
    }

    private boolean isThere() {
        return vault != null && vault.state() != VaultState.ABSENT;
    }

    private Finding vault() {
        if (vault == null) {
            return Finding.skipped("vault", "the vault does not answer");
        }
        return vault.state() == VaultState.UNLOCKED
                ? Finding.ok("vault", "unlocked, epoch " + vault.epoch())
                : Finding.fail(
                        "vault",
                        vault.state() + (vault.reason().isEmpty() ? "" : ", " + vault.reason()),
                        "without its keys the node does nothing",
                        VaultView.remedy(vault));
    }

    private Finding keyPlace() {
        if (!isThere() || vault.place() == KeyPlace.UNKNOWN) {
            return Finding.skipped("key-place", "no key file was named");
        }
        if (vault.place() == KeyPlace.REMOVABLE) {
            return Finding.ok("key-place", "on a removable medium");
        }
        return vault.passphrase()
                ? Finding.ok("key-place", "on the same machine, with a passphrase")
                : Finding.warn(
                        "key-place",
                        "key on the same machine",
                        "who takes the machine or copies its disk reads all that is stored",
                        "vault:rekey --key FILE on a removable medium, or with --passphrase");
    }

    private Finding recovery() {
        if (!isThere()) {
            return Finding.skipped("recovery", "no vault");
        }
        return vault.recovery()
                ? Finding.ok("recovery", "there is a recovery file")
                : Finding.warn(
                        "recovery",
                        "none",
                        "who loses the key file loses the identity and everything stored",
                        "vault:rekey --recovery FILE, and put that file away; or keep a copy of the key file");
    }

    private Finding rollback() {
        if (vault == null || vault.state() != VaultState.UNLOCKED) {
            return Finding.skipped("rollback", "the vault is not open");
        }
        String evidence = VaultView.freshness(vault.freshness());
        return vault.freshness().witnessed()
                ? Finding.ok("rollback", evidence)
                : Finding.warn(
                        "rollback",
                        evidence,
                        "somebody could put an older copy of the node's folder in its place",
                        "let the key file's folder be writable for the node");
    }

    private Finding store() {
        if (store == null) {
            return Finding.skipped("store", "not open");
        }
        if (!store.failed().isEmpty()) {
            return Finding.fail(
                    "store", store.failed(), "nothing is kept any more", "check the disk, restart the node");
        }
        String evidence = store.records() + " records, index " + Text.bytes(store.indexBytes()) + " of "
                + Text.bytes(store.indexBudgetBytes());
        return store.indexBytes() <= store.indexBudgetBytes() / 10 * 9
                ? Finding.ok("store", evidence)
                : Finding.warn(
                        "store",
                        evidence,
                        "from its budget on the index takes no new key",
                        "raise store_index_mib in etc/org.qgate.store.cfg, restart");
    }

    private Finding backup() {
        if (backupAgeMs < 0) {
            return Finding.warn(
                    "backup",
                    "none is known",
                    "a disk that breaks takes the identity with it",
                    "bin/qgate backup FILE");
        }
        String evidence = "made " + Text.duration(backupAgeMs) + " ago";
        return backupAgeMs <= TimeUnit.DAYS.toMillis(BACKUP_DAYS)
                ? Finding.ok("backup", evidence)
                : Finding.warn("backup", evidence, "what was stored since is in none", "bin/qgate backup FILE");
    }
}
