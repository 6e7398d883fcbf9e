package org.qgate.blocks;

/** One window of one device. */
public record Origin(DeviceFacts device, WindowFacts window) {}
