/** Tests of conditioner, Hash_DRBG and what is made of both. */
package org.qgate.qrng.internal.condition;
