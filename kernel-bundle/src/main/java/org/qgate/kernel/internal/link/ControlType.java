package org.qgate.kernel.internal.link;

import java.util.Optional;

/**
 * Types of CONTROL messages. The high bit of the number is the critical bit: a message of unknown type closes the link
 * when it is set and is ignored otherwise.
 */
public enum ControlType {
    /** A hop handshake towards the receiver. */
    CREATE(0x8001),
    /** The answer to it. */
    CREATED(0x8002),
    /** A circuit ends. */
    DESTROY(0x8003),
    /** The sender takes no new circuits. */
    DRAINING(0x0004),
    /** Asks for directory documents. */
    DIR_GET(0x8010),
    /** A piece of a directory document. */
    DIR_DATA(0x8011),
    /** There is a newer document. */
    DIR_NOTICE(0x0012),
    /** A descriptor to publish. */
    DIR_PUBLISH(0x0013);

    private final int number;

    ControlType(int number) {
        this.number = number;
    }

    /** Returns the number on the wire. */
    public int number() {
        return number;
    }

    /** Finds a type by its number. */
    public static Optional<ControlType> of(int number) {
        for (ControlType type : values()) {
            if (type.number == number) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    /** Whether a receiver that does not know the number must close the link. */
    public static boolean critical(int number) {
        return (number & 0x8000) != 0;
    }
}
