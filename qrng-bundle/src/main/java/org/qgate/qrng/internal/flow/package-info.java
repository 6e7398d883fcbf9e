/** What flows from a device to whoever uses it, and the places it passes; knows no other package of this bundle. */
package org.qgate.qrng.internal.flow;
