/**
 * Circuits of others: answering CREATE, forwarding cells, adding the next hop, and, at the last hop, what clients ask
 * of an exit.
 */
package org.qgate.kernel.internal.circuit.relay;
