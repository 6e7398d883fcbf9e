/** Continuous tests of a device's samples and what they allow by chance; knows no device, store or clock. */
package org.qgate.qrng.internal.health;
