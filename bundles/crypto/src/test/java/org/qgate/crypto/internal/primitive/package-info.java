/** Tests of primitive, close to the code. */
package org.qgate.crypto.internal.primitive;
