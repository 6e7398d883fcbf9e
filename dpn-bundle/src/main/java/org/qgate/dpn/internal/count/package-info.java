/** Counters that several parts of this bundle write. */
package org.qgate.dpn.internal.count;
