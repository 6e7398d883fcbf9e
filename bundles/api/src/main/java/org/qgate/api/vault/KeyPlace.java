package org.qgate.api.vault;

/** Where the key file lies, as far as the operating system says. */
public enum KeyPlace {
    /** Nobody has named a key file since the node started, or it has not been there yet. */
    UNKNOWN,
    /** On a disk of this machine: who takes the whole machine has the key too. */
    SAME_MACHINE,
    /** On a device that the system calls removable. */
    REMOVABLE
}
