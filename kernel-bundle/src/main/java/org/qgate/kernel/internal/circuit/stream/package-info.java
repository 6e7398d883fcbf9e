/**
 * The end of a circuit where streams begin and end, the same at a client and at an exit: packing messages into cells,
 * windows, credit, and the joining of streams with ports. Knows neither how the circuit was built nor who decides.
 */
package org.qgate.kernel.internal.circuit.stream;
