/** Tests of identity, close to the code. */
package org.qgate.crypto.internal.identity;
