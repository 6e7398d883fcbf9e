/** Destinations as applications and clients name them: what is a name, what is an address, what is neither. */
package org.qgate.dpn.internal.dest;
