/** From samples of a clean window to bytes that leave: conditioner, Hash_DRBG, their combination, and Hash_DRBG alone. */
package org.qgate.qrng.internal.condition;
