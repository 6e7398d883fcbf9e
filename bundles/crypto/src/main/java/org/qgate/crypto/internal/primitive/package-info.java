/** Single algorithms with the checks their standards ask for; no protocol belongs here. */
package org.qgate.crypto.internal.primitive;
