package org.qgate.crypto.internal.vault;

import org.qgate.api.vault.Vault;

/**
 * Files of this bundle that follow the vault: sealed when it is made, sealed anew when an epoch goes. Called by the vault
 * alone, one call at a time.
 */
public interface OwnFiles {
    /** No files. */
    OwnFiles NONE = new OwnFiles() {};

    /** How values are sealed at this moment. */
    interface Sealer {
        /** As {@link Vault#seal}, in the first epoch. */
        byte[] seal(String map, byte[] position, byte[] content);
    }

    /**
     * A vault is about to be made: writes sealed files beside the plain ones. They count from the moment in which the
     * vault's header is there; should that never come, they are worth nothing and change nothing.
     */
    default void sealBeside(long epoch, Sealer sealer) {}

    /** The vault is unlocked: plain files that have a sealed one beside them are overwritten and deleted. */
    default void removePlain() {}

    /** Seals in this epoch what was sealed in another one. */
    default void sealAnew(long epoch) {}
}
