package org.qgate.kernel.internal.circuit.cell;

/** Who hears the messages of a cell. */
public interface MessageSink {
    /**
     * One whole message.
     *
     * @param stream the stream id; 0 for messages that have none
     * @param buffer valid during the call
     * @return false to stop: the rest of the cell is not read
     */
    boolean message(int type, int stream, byte[] buffer, int offset, int length);
}
