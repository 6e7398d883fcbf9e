/** The component that wires entry and exit decisions to sockets and overlay. No decision is made here. */
package org.qgate.dpn.internal;
