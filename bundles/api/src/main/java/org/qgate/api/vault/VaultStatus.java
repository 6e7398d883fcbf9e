package org.qgate.api.vault;

/**
 * What can be said of the vault without any secret.
 *
 * @param id 32 hexadecimal digits, drawn when the vault was made; empty when it is absent or its header is unreadable
 * @param epoch what is sealed now is sealed in this one; 0 while locked or absent
 * @param epochs how many epochs can be read; 0 while locked or absent
 * @param keyFile path of the key file named last; empty when none was
 * @param passphrase whether the key file alone does not unlock it
 * @param recovery whether a second key file unlocks it
 * @param reason why it is locked, with the error's code; empty when it is not
 * @param freshness whether an older copy of what is stored would be noticed
 */
public record VaultStatus(
        VaultState state,
        String id,
        long epoch,
        int epochs,
        String keyFile,
        KeyPlace place,
        boolean passphrase,
        boolean recovery,
        String reason,
        Freshness freshness) {}
