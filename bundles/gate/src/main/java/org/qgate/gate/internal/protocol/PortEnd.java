package org.qgate.gate.internal.protocol;

/** This node's end of a stream, as the transport sees it. Event loop only; must not block. */
interface PortEnd {
    /**
     * Bytes arrived.
     *
     * @param bytes valid during the call only
     * @return how many were taken; the rest comes again, after a pause if the end asked for one
     */
    int received(byte[] bytes, int offset, int length);

    /** There is room again to send. */
    void writable();

    /** The other end ended its direction; everything before that was taken. */
    void inputEnded();

    /**
     * The port is gone. Comes once.
     *
     * @param inOrder whether both directions ended as meant
     */
    void gone(boolean inOrder);
}
