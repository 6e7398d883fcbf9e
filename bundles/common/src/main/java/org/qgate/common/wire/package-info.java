/** Reading and writing wire structures: big-endian, bounded, refusing what is left over. */
package org.qgate.common.wire;
