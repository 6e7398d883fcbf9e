package org.qgate.api.network;

import org.qgate.api.crypto.CellSize;

/**
 * A stream to open.
 *
 * @param host a name or a literal address, at most 255 bytes of US-ASCII
 * @param port 1 to 65535; 0 for resolve
 * @param isolation streams share a circuit only when these are equal
 * @param hops 1, 3 or 5
 */
public record StreamRequest(String host, int port, String isolation, int hops, CellSize cells) {}
