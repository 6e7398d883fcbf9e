package org.qgate.dpn.internal.proxy;

/**
 * What an application asks for.
 *
 * @param host as sent; not yet judged
 * @param port 1 to 65535; 0 for look-ups
 * @param credentials user and password as bytes, each after its length; empty when there were none
 */
public record ProxyRequest(Kind kind, String host, int port, byte[] credentials) {
    /** What to do with the host. */
    public enum Kind {
        /** Connect to it. */
        CONNECT,
        /** Look up its addresses. */
        RESOLVE,
        /** Look up the names of an address. */
        REVERSE
    }
}
