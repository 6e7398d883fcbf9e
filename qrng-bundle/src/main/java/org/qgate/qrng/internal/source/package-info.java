/** Drivers for devices: files of devices, appliances over HTTPS, recordings. Knows no other package of this bundle. */
package org.qgate.qrng.internal.source;
