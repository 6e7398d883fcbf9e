package org.qgate.api.vault;

/**
 * Told when the vault's state changes; registered as a service by whoever wants to know, asked for at each change, kept
 * by nobody.
 */
public interface VaultListener {
    /**
     * The state has changed. Called after the fact: with {@link VaultState#LOCKED} the keys are gone already. Must return
     * soon and call nothing of the vault but {@link Vault#status()}.
     */
    void vaultChanged(VaultState now);
}
