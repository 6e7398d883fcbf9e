/** Devices: what state each is in, who reads them, what is kept and told of them. What flows passes by interfaces. */
package org.qgate.qrng.internal.fleet;
