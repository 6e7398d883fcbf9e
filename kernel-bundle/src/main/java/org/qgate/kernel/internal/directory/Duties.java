package org.qgate.kernel.internal.directory;

/**
 * What a listed node does for others.
 *
 * @param relays whether it carries circuits to further hops, and may be an exit
 * @param serves whether it takes streams by protocol
 */
public record Duties(boolean relays, boolean serves) {
    /** Relaying alone. */
    public static final Duties RELAY = new Duties(true, false);

    /** Nothing: a pure client, which is not listed. */
    public static final Duties NONE = new Duties(false, false);

    /** Whether circuits may end here at all. */
    public boolean listed() {
        return relays || serves;
    }
}
