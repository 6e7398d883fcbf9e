package org.qgate.qrng.internal.flow;

/** Conditioned bytes of one clean window, to be used once. */
public record Batch(BatchHeader header, byte[] bytes) {}
