package org.qgate.dpn.internal.proxy;

import org.qgate.api.error.BaseError;
import org.qgate.api.error.DpnError;
import org.qgate.api.error.ErrorCode;
import org.qgate.api.error.KernelError;
import org.qgate.api.error.TransportError;
import org.qgate.api.network.StreamFailure;

/**
 * Why a request fails, with the answer of each protocol: the reply field of RFC 1928 section 6 and a status of RFC
 * 9110.
 */
public enum Failure {
    /** The bytes are no request of the protocol. */
    MALFORMED(DpnError.BAD_REQUEST, 1, 400, "Bad Request"),
    /** The request did not arrive in time. */
    SLOW(DpnError.BAD_REQUEST, 1, 408, "Request Timeout"),
    /** A method that is not served. */
    METHOD(DpnError.BAD_REQUEST, 7, 405, "Method Not Allowed"),
    /** A SOCKS command other than those served. */
    COMMAND(DpnError.BAD_REQUEST, 7, 405, "Method Not Allowed"),
    /** A SOCKS address type that does not exist. */
    ADDRESS_TYPE(DpnError.BAD_REQUEST, 8, 400, "Bad Request"),
    /** A body whose length is not said beforehand. */
    LENGTH_REQUIRED(DpnError.BAD_REQUEST, 1, 411, "Length Required"),
    /** An expectation other than 100-continue. */
    EXPECTATION(DpnError.BAD_REQUEST, 1, 417, "Expectation Failed"),
    /** The host is neither a name nor a canonical address, or the port is 0. */
    BAD_DESTINATION(DpnError.BAD_REQUEST, 1, 400, "Bad Request"),
    /** The name is local by definition. */
    LOCAL_NAME(DpnError.DESTINATION, 2, 403, "Forbidden"),
    /** A rule says block. */
    BLOCKED(DpnError.BLOCKED, 2, 403, "Forbidden"),
    /** The rules are not known: what they would block must not pass. */
    NO_RULES(DpnError.NO_RULES, 1, 503, "Service Unavailable"),
    /** Too many negotiations. */
    BUSY(DpnError.BUSY, 1, 503, "Service Unavailable"),
    /** The overlay is not there at the moment. */
    ABSENT(BaseError.SERVICE_ABSENT, 1, 503, "Service Unavailable"),
    /** No circuit: the kill switch. */
    NO_CIRCUIT(DpnError.KILL_SWITCH, 1, 503, "Service Unavailable"),
    /** The exit refuses address or port. */
    EXIT_POLICY(DpnError.EXIT_POLICY, 2, 403, "Forbidden"),
    /** The name was not resolved. */
    NAME(TransportError.NAME, 4, 502, "Bad Gateway"),
    /** The destination refused. */
    REFUSED(TransportError.CONNECT, 5, 502, "Bad Gateway"),
    /** The destination did not answer; reply 6 is the nearest that RFC 1928 has. */
    TIMEOUT(KernelError.TIMEOUT, 6, 504, "Gateway Timeout"),
    /** No route. */
    UNREACHABLE(TransportError.CONNECT, 3, 502, "Bad Gateway"),
    /** A limit here or at the exit. */
    RESOURCES(KernelError.LIMIT, 1, 502, "Bad Gateway"),
    /** The circuit was destroyed. */
    CIRCUIT_LOST(KernelError.CIRCUIT_FAILED, 1, 502, "Bad Gateway"),
    /** Anything else. */
    OTHER(TransportError.CONNECT, 1, 502, "Bad Gateway");

    private final ErrorCode code;
    private final int socksReply;
    private final int httpStatus;
    private final String httpReason;

    Failure(ErrorCode code, int socksReply, int httpStatus, String httpReason) {
        this.code = code;
        this.socksReply = socksReply;
        this.httpStatus = httpStatus;
        this.httpReason = httpReason;
    }

    /** Translates what the overlay says. */
    public static Failure of(StreamFailure failure) {
        return switch (failure) {
            case NO_CIRCUIT -> NO_CIRCUIT;
            case EXIT_POLICY -> EXIT_POLICY;
            case NAME -> NAME;
            case REFUSED, RESET -> REFUSED;
            case TIMEOUT -> TIMEOUT;
            case UNREACHABLE -> UNREACHABLE;
            case RESOURCES -> RESOURCES;
            case CIRCUIT_LOST -> CIRCUIT_LOST;
            case OTHER -> OTHER;
        };
    }

    /** Returns the catalogue entry. */
    public ErrorCode code() {
        return code;
    }

    /** Returns the reply field of RFC 1928 section 6. */
    public int socksReply() {
        return socksReply;
    }

    /** Returns the HTTP status. */
    public int httpStatus() {
        return httpStatus;
    }

    /** Returns the HTTP reason phrase. */
    public String httpReason() {
        return httpReason;
    }

    /** Whether a policy of this node refused, as opposed to something that went wrong. */
    public boolean refusedHere() {
        return ordinal() <= BUSY.ordinal();
    }
}
