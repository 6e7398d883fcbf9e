package org.qgate.extender.messenger.store;

/** Whether this version of the extender may change what is stored: never two at once. */
@FunctionalInterface
public interface Turn {
    /**
     * Returns if it may.
     *
     * @throws NotOurTurnException otherwise
     */
    void check();
}
