/** Tests of the provider as a whole, and what they share. */
package org.qgate.crypto.internal;
