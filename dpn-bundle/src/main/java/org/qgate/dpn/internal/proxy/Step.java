package org.qgate.dpn.internal.proxy;

/**
 * What a session did with the bytes it was offered.
 *
 * @param consumed how many it took
 * @param reply bytes to send now; may be empty
 * @param request the complete request, or null while more is needed
 * @param failure why the negotiation ends now, or null; {@code reply} then holds the answer
 */
public record Step(int consumed, byte[] reply, ProxyRequest request, Failure failure) {
    private static final byte[] NOTHING = {};

    static Step more(int consumed) {
        return new Step(consumed, NOTHING, null, null);
    }

    static Step more(int consumed, byte[] reply) {
        return new Step(consumed, reply, null, null);
    }

    static Step request(int consumed, byte[] reply, ProxyRequest request) {
        return new Step(consumed, reply, request, null);
    }

    static Step refuse(int consumed, byte[] reply, Failure failure) {
        return new Step(consumed, reply, null, failure);
    }
}
