package org.qgate.extender.messenger.talk;

/** What time it is. */
@FunctionalInterface
public interface Now {
    /** Returns milliseconds since 1970. */
    long ms();
}
