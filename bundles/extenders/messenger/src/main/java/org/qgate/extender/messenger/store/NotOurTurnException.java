package org.qgate.extender.messenger.store;

/** Another version of the extender works with the store now. Nothing was changed. */
public final class NotOurTurnException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    /** Says that it is another's turn. */
    public NotOurTurnException() {
        super("another version of the messenger works at the moment");
    }
}
