package org.qgate.gate;

/**
 * What an instance in a process of its own is made of.
 *
 * @param bundle the jar as it was verified; not changed by anybody from now on
 * @param sha256 of the jar, 64 hexadecimal digits; what the process is shown is compared with it
 * @param entryClass implements {@code org.qgate.ext.Service}
 * @param heapMiB bound of its Java heap, 16 to 4,096
 */
public record Program(byte[] bundle, String sha256, String entryClass, int heapMiB) {}
