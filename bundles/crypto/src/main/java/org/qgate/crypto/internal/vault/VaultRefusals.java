package org.qgate.crypto.internal.vault;

import java.io.IOException;
import java.nio.file.Path;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.VaultError;

/** The ways in which the vault says no. */
final class VaultRefusals {
    private VaultRefusals() {}

    static QGateException damaged(String how) {
        return new QGateException(VaultError.DAMAGED, "the vault's header " + how);
    }

    static QGateException keyFile(Path file, String how) {
        return new QGateException(VaultError.KEY_FILE, file + " " + how);
    }

    static QGateException keyFile(Path file, IOException failed) {
        String how = failed.getClass().getSimpleName() + " " + failed.getMessage();
        return new QGateException(VaultError.KEY_FILE, file + ": " + how, failed);
    }

    static QGateException locked() {
        return new QGateException(VaultError.LOCKED, "the vault is locked");
    }

    static QGateException absent() {
        return new QGateException(VaultError.ABSENT, "there is no vault");
    }
}
