package org.qgate.store.internal.journal;

/**
 * A key and where its latest record of a segment stands.
 *
 * @param removal whether that record removed the key
 */
public record Located(int map, byte[] key, Place place, boolean removal) {}
