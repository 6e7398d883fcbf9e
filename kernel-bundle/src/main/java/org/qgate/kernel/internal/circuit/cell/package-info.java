/** What cells carry: commands, relay messages and their packing. Values and buffers only; knows no circuit. */
package org.qgate.kernel.internal.circuit.cell;
