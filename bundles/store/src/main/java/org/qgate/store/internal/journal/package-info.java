/** The append-only journal: segments, batches, footers, manifest. {@code docs/store.md} describes each byte. */
package org.qgate.store.internal.journal;
