package org.qgate.api.crypto;

/**
 * One layer of QG-CGO-1 in one direction, at one end ([CGO-1] to [CGO-10]). {@code in} and {@code out} name a cell's body
 * in distinct arrays; {@code command} is the cell's command byte. All operations count the cell and throw QG-CRY-0003 at
 * the cell after 2^32. Belongs to one event loop.
 */
public interface LayerCipher {
    /** Relay, outbound. Returns whether this hop is addressed: then the message stands at {@code outOffset + 16}. */
    boolean relayOutbound(int command, byte[] in, int inOffset, byte[] out, int outOffset);

    /** Relay, inbound, forwarding. */
    void relayInbound(int command, byte[] in, int inOffset, byte[] out, int outOffset);

    /** Relay, inbound, originating: the message stands at {@code inOffset + 16}; the 16 bytes before it are overwritten. */
    void relayOriginate(int command, byte[] in, int inOffset, byte[] out, int outOffset);

    /** Client, outbound, at the addressed hop's layer: as {@link #relayOriginate}. */
    void clientOriginate(int command, byte[] in, int inOffset, byte[] out, int outOffset);

    /** Client, outbound, at the layers of the hops before the addressed one, farthest first. */
    void clientOutbound(int command, byte[] in, int inOffset, byte[] out, int outOffset);

    /**
     * Client, inbound. Returns whether this hop originated the cell: then the message stands at {@code outOffset + 16};
     * otherwise go on with the next layer and release nothing.
     */
    boolean clientInbound(int command, byte[] in, int inOffset, byte[] out, int outOffset);

    /** Copies the 16-byte SENDME tag of the last cell that this hop was addressed by or originated ([CGO-10]). */
    void tag(byte[] out, int offset);

    /** Returns how many cells this layer has seen. */
    long cells();

    /** Returns the body length in bytes. */
    int bodyLength();

    /** Exports the whole state. The layer must not be used afterwards. */
    byte[] export();

    /** Wipes all keys. */
    void destroy();
}
