/** Configuration of circuits, and plain values for hand-over. Knows nothing else of this bundle. */
package org.qgate.kernel.internal.circuit.settings;
