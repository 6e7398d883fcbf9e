package org.qgate.dpn.internal.proxy;

/**
 * What stands before the application's own bytes on its stream, and how many of these may follow.
 *
 * @param head bytes for the destination
 * @param more how many bytes of the application belong to the request; any more ends the connection
 */
public record Prelude(byte[] head, long more) {}
