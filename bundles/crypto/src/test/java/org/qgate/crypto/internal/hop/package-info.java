/** Tests of hop, close to the code. */
package org.qgate.crypto.internal.hop;
