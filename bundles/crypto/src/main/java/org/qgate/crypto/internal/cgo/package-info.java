/** Counter Galois Onion, the cell cipher ([CGO-n]); only the instance QG-CGO-1 lives here. */
package org.qgate.crypto.internal.cgo;
