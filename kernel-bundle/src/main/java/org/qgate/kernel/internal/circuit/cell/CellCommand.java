package org.qgate.kernel.internal.circuit.cell;

/** Command bytes of a cell's header ([CELL-2]). Everything else about circuits travels in control messages. */
public final class CellCommand {
    /** Relay messages, either direction. */
    public static final int RELAY = 3;

    /** Relay messages that may extend the circuit; away from the client only, and few ([EXT-4]). */
    public static final int RELAY_EARLY = 9;

    private CellCommand() {}
}
