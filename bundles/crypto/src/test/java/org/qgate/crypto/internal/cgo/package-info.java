/** Tests of cgo, close to the code. */
package org.qgate.crypto.internal.cgo;
