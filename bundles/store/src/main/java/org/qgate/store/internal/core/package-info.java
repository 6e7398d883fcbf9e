/** Maps, counters, batches, snapshots and watches over journal and index. */
package org.qgate.store.internal.core;
