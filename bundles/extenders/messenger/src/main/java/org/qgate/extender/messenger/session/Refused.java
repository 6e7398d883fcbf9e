package org.qgate.extender.messenger.session;

import java.util.Objects;

/**
 * A message that was refused; nothing changed.
 *
 * @param reason why
 */
public record Refused(Reason reason) implements Outside, Opened {
    /** Refuses null. */
    public Refused {
        Objects.requireNonNull(reason);
    }
}
