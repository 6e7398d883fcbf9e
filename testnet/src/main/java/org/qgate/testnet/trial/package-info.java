/**
 * What a network of real nodes must stand, told once: tests and benchmarks run the same trials with their own bounds.
 * Only what happens and how long it took belongs here; whether that is good enough does not.
 */
package org.qgate.testnet.trial;
