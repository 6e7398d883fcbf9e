/**
 * Circuits as one link sees them: ids, cells in and out, queues while the link is not writable, whose turn it is, and
 * the bound on all of it. Knows nothing of layers or messages.
 */
package org.qgate.kernel.internal.circuit.leg;
