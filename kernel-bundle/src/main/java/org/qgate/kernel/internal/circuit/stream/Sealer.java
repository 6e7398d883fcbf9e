package org.qgate.kernel.internal.circuit.stream;

/** Seals what this end of a circuit originates. */
public interface Sealer {
    /**
     * Seals one body through all layers that this end has.
     *
     * @param body its message from byte 16 on; the bytes before are overwritten
     */
    void seal(int command, byte[] body, byte[] out, int outOffset);

    /** Copies the tag of the cell sealed last. */
    void tag(byte[] out, int offset);
}
