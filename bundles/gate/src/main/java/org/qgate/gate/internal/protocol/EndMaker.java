package org.qgate.gate.internal.protocol;

/** Makes this node's end of a stream. */
@FunctionalInterface
interface EndMaker<E extends PortEnd> {
    /**
     * Makes the end of a port. Event loop only.
     *
     * @param whenGone to be called once, when the port is gone
     */
    E make(long port, Runnable whenGone);
}
