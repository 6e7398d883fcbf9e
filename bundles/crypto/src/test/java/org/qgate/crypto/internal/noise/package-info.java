/** Tests of noise, close to the code. */
package org.qgate.crypto.internal.noise;
