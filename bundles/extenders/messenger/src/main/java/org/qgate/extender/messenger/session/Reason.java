package org.qgate.extender.messenger.session;

/** Why something was refused. Nothing changed then, and the same bytes will be refused again. */
public enum Reason {
    /** It is cut, too long, or of a version that is not known here. */
    MALFORMED,
    /** It was sealed for somebody else, or altered on the way. */
    NOT_OURS,
    /** A bundle holds the keys of somebody else than was meant. */
    NOT_THEM,
    /** Its sender speaks of a session that is not, or no longer, known here: a new one has to begin. */
    UNKNOWN_SESSION,
    /** It begins a session by a pre-key that was used, was replaced long ago, or never was. */
    UNKNOWN_PRE_KEY,
    /** Whoever made it is not who it says, or it was altered. */
    FORGED,
    /** It was opened before. */
    REPLAYED,
    /** More messages before it are missing than are waited for: {@link Correspondence#MOST_SKIPPED}. */
    TOO_FAR,
    /** Its time is over. */
    EXPIRED
}
