package org.qgate.api.crypto;

/** A relay's answer: what to send back, and its copy of the layers. */
public record HopAnswer(byte[] created, CellSize size, HopLayers layers) {}
