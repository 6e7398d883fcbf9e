/** How much a circuit's end may have under way: Vegas windows in bytes, acknowledgement tags. Arithmetic only. */
package org.qgate.kernel.internal.circuit.congestion;
