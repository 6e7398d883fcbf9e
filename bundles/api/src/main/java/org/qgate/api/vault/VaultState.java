package org.qgate.api.vault;

/** Whether the node can read what it has stored. */
public enum VaultState {
    /** No vault was ever made here. */
    ABSENT,
    /** There is one; its keys are not in memory. */
    LOCKED,
    /** Its keys are in memory: sealing and opening work. */
    UNLOCKED
}
