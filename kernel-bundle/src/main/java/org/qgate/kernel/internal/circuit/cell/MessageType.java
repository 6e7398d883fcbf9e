package org.qgate.kernel.internal.circuit.cell;

/**
 * Commands of relay messages ([MSG-2]). Numbers below 0x80 are critical: a receiver that does not know one destroys the
 * circuit. The others are skipped.
 */
public final class MessageType {
    /** Ends the messages of a cell; random padding follows. */
    public static final int PADDING = 0;
    /** Asks a relay to add a hop. */
    public static final int EXTEND = 1;
    /** The new hop's answer. */
    public static final int EXTENDED = 2;
    /** Opens a stream. */
    public static final int BEGIN = 3;
    /** The stream is open. */
    public static final int CONNECTED = 4;
    /** Bytes of a stream. */
    public static final int DATA = 5;
    /** The stream is over, both ways, with a reason. */
    public static final int END = 6;
    /** The sender's half of the stream is complete. */
    public static final int EOF = 7;
    /** The receiver takes more bytes of a stream. */
    public static final int CREDIT = 8;
    /** Asks for a name's addresses or an address' names. */
    public static final int RESOLVE = 9;
    /** The answer. */
    public static final int RESOLVED = 10;
    /** Acknowledges cells ([FLOW-3]). */
    public static final int SENDME = 11;
    /** Opens a stream by protocol ([SERVE-1]). */
    public static final int SERVICE = 12;
    /** Asks a relay which snapshot it has in force. */
    public static final int VIEW_ASK = 128;
    /** The answer ([MSG-7]). */
    public static final int VIEW = 129;

    /** Command and length. */
    public static final int HEADER = 3;
    /** Command, length and stream id. */
    public static final int STREAM_HEADER = 7;
    /** Numbers from here on may be skipped by who does not know them. */
    private static final int OPTIONAL = 0x80;

    private MessageType() {}

    /** Whether a stream id follows the length. */
    public static boolean ofStream(int type) {
        return type >= BEGIN && type <= RESOLVED || type == SERVICE;
    }

    /** Whether it may continue in the following cells. */
    public static boolean fragments(int type) {
        return type == EXTEND || type == EXTENDED;
    }

    /** Whether a receiver that does not know it must destroy the circuit. */
    public static boolean critical(int type) {
        return type < OPTIONAL;
    }
}
