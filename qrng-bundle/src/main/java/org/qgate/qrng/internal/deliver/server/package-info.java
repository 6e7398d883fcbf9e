/** Serving randomness to other nodes: leases, keys, rates, sealed chunks. Knows no socket and no thread. */
package org.qgate.qrng.internal.deliver.server;
