/** The hybrid handshake of one hop ([HOP-n]). */
package org.qgate.crypto.internal.hop;
