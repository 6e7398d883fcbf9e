/** The Noise Protocol Framework's states (revision 34, section 5), without any pattern. */
package org.qgate.crypto.internal.noise;
