package org.qgate.crypto.internal;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.qgate.api.config.ConfigKey;
import org.qgate.api.config.ConfigSpec;
import org.qgate.api.config.ConfigValues;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.VaultError;
import org.qgate.api.vault.KeyFiles;
import org.qgate.crypto.internal.vault.Credentials;

/**
 * All of {@code etc/org.qgate.crypto.cfg}, read once.
 *
 * @param key the key file; empty for the place that every user has
 * @param recovery the second key file of a new vault
 * @param create whether a node without a vault makes one
 * @param passphrase the file with the passphrase
 * @param anchorMs how often the anchor is written
 */
record CryptoSettings(
        Optional<Path> key, Optional<Path> recovery, boolean create, Optional<Path> passphrase, long anchorMs) {
    private static final String PATH = "an absolute path, or empty";

    private static final ConfigKey<Optional<Path>> KEY = ConfigKey.value(
            "vault_key",
            "",
            "an absolute path outside the node's folder, or empty",
            "The vault's key file, best on a removable medium; made with the vault when it is not there. Empty stands"
                    + " for qgate/vault.key in $XDG_CONFIG_HOME or in ~/.config. A systemd credential qgate-vault-key goes"
                    + " before it.",
            CryptoSettings::path);
    private static final ConfigKey<Optional<Path>> RECOVERY = ConfigKey.value(
            "vault_recovery",
            "",
            PATH,
            "A second key file that is made with the vault and unlocks it without any passphrase: to be put away.",
            CryptoSettings::path);
    private static final ConfigKey<Boolean> CREATE = ConfigKey.value(
            "vault_create",
            "auto",
            "auto or manual",
            "Whether a node without a vault makes one at its start, or waits for vault:create.",
            text -> switch (text) {
                case "auto" -> true;
                case "manual" -> false;
                default -> throw new IllegalArgumentException("neither auto nor manual");
            });
    private static final ConfigKey<Optional<Path>> PASSPHRASE = ConfigKey.value(
            "vault_passphrase_file",
            "",
            "an absolute path outside the node's folder, or empty",
            "A file whose only line is the vault's passphrase. When empty a systemd credential qgate-vault-passphrase"
                    + " is taken, or none.",
            CryptoSettings::path);
    private static final ConfigKey<Long> ANCHOR_SECONDS = ConfigKey.integer(
            "vault_anchor_seconds",
            600,
            1,
            86_400,
            "How often the anchor beside the key file is renewed, by which an older copy of the node's folder is"
                    + " noticed.");

    /** The specification of the configuration file. */
    static final ConfigSpec SPEC = ConfigSpec.of("org.qgate.crypto", KEY, RECOVERY, CREATE, PASSPHRASE, ANCHOR_SECONDS);

    /**
     * Reads a configuration.
     *
     * @throws QGateException QG-BAS-0001 or QG-BAS-0002
     */
    static CryptoSettings from(Map<String, ?> raw) {
        ConfigValues values = SPEC.read(raw);
        return new CryptoSettings(
                values.of(KEY),
                values.of(RECOVERY),
                values.of(CREATE),
                values.of(PASSPHRASE),
                values.of(ANCHOR_SECONDS) * 1_000);
    }

    private static Optional<Path> path(String text) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Path path = Path.of(text);
        if (!path.isAbsolute()) {
            throw new IllegalArgumentException("not absolute");
        }
        return Optional.of(path.normalize());
    }

    /**
     * Returns where the key files are.
     *
     * @throws QGateException QG-VLT-0015 when none is configured and the environment knows no folder of the user
     */
    KeyFiles files(UnaryOperator<String> environment) {
        Path daily = Credentials.key(environment)
                .or(() -> key)
                .or(() -> ofUser(environment))
                .orElseThrow(() -> new QGateException(
                        VaultError.KEY_PLACE, "vault_key is empty, and neither XDG_CONFIG_HOME nor HOME is set"));
        return new KeyFiles(daily, recovery);
    }

    /** The XDG Base Directory Specification: relative paths do not count. */
    private static Optional<Path> ofUser(UnaryOperator<String> environment) {
        return absolute(environment.apply("XDG_CONFIG_HOME"))
                .or(() -> absolute(environment.apply("HOME")).map(home -> home.resolve(".config")))
                .map(config -> config.resolve("qgate/vault.key"));
    }

    private static Optional<Path> absolute(String folder) {
        return Optional.ofNullable(folder)
                .filter(text -> !text.isEmpty())
                .map(Path::of)
                .filter(Path::isAbsolute);
    }
}
