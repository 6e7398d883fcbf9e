package org.qgate.api.transport;

/**
 * A borrowed piece of heap memory to seal into.
 *
 * @param array write from {@code offset} on
 * @param capacity bytes available from {@code offset}
 */
public record Slab(byte[] array, int offset, int capacity) {}
