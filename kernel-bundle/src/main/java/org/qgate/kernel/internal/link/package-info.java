/** Links between neighbours: handshake, records, frames, rekey, access. Knows nothing of circuits. */
package org.qgate.kernel.internal.link;
