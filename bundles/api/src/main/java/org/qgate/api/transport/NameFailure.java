package org.qgate.api.transport;

/** Why a name could not be resolved. */
public enum NameFailure {
    /** It was resolved. */
    NONE,
    /** The name does not exist. */
    NOT_FOUND,
    /** The resolvers did not answer or failed. */
    TEMPORARY,
    /** The name is not a valid host name. */
    INVALID
}
