package org.qgate.extender.messenger.talk;

/** What became of an envelope that came in. */
public enum Outcome {
    /** Its letter was new, and all before it had come: what it says counts. */
    TAKEN,
    /** Its letter was new; it waits for one before it. */
    EARLY,
    /** Its letter, or the envelope itself, was here before. */
    REPEATED,
    /** It was not sealed for this one, was altered, or is none. */
    REFUSED,
    /** It is of a session that is not known here; a new one begins if its sender is known. */
    UNKNOWN,
    /** Its sender is blocked, or a stranger where none may write. */
    UNWANTED
}
