/** One event loop, its ports by number, their owners, their bytes. No type of this package crosses the contract. */
package org.qgate.transport.internal;
