/** Tokens and the digests that are kept of them. */
package org.qgate.local.internal.token;
