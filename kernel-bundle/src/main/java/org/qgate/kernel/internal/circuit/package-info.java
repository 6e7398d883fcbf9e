/**
 * Circuits and streams. {@code cell} is what cells carry, {@code congestion} how much may be under way, {@code leg} a
 * circuit on one link, {@code stream} the end that carries streams, {@code relay} and {@code client} the two sides;
 * {@link org.qgate.kernel.internal.circuit.CircuitLayer} is the whole. All on one event loop.
 */
package org.qgate.kernel.internal.circuit;
