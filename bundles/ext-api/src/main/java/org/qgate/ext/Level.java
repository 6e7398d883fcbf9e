package org.qgate.ext;

/** How much consent a permission needs, least first. */
public enum Level {
    /** Shown, and granted by installing. */
    NORMAL,
    /** Granted explicitly, one by one; can be revoked. */
    SENSITIVE,
    /** Granted by an administrator who authenticated again. */
    PRIVILEGED
}
