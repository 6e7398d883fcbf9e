package org.qgate.kernel.internal.directory;

import java.util.List;
import java.util.stream.Stream;

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

    /** Returns them by name, as configured; a pure client has a name too. */
    public List<String> roles() {
        return Stream.of(relays ? "relay" : "", serves ? "service" : "", listed() ? "" : "client")
                .filter(name -> !name.isEmpty())
                .toList();
    }

    /** Whether circuits may end here at all. */
    public boolean listed() {
        return relays || serves;
    }
}
