package org.qgate.api.network;

/**
 * What an exit is asked.
 *
 * @param host a name or literal as the client sent it, already bounded to 255 bytes of printable US-ASCII
 * @param port 1 to 65535; 0 for resolve
 * @param isolation differs for each circuit: nothing learned for one is shown to another
 * @param previousHop equal for all circuits that came over the same neighbour: its node id as text, or the number of
 *     the link of an anonymous client
 * @param firstHop true when the circuit has this exit as its only hop
 */
public record ExitRequest(long stream, String host, int port, String isolation, String previousHop, boolean firstHop) {}
