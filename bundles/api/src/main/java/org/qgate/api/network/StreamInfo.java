package org.qgate.api.network;

/**
 * One stream. Destinations are deliberately absent.
 *
 * @param side {@code entry} or {@code exit}
 * @param circuit this node's circuit id; 0 at an exit
 * @param state {@code WAITING}, {@code CONNECTING}, {@code OPEN}, {@code HALF_CLOSED}, {@code CLOSED}
 */
public record StreamInfo(
        long id, String side, long circuit, String state, long bytesIn, long bytesOut, long creditBytes, long ageMs) {}
