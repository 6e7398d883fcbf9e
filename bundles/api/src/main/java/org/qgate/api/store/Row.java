package org.qgate.api.store;

/** An entry of a map. */
public record Row(byte[] key, byte[] value) {}
