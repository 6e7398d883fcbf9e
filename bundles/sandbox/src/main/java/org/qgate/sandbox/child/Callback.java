package org.qgate.sandbox.child;

import org.qgate.sandbox.wire.Arguments;

/** Something of the extender that the node calls by a number. */
@FunctionalInterface
interface Callback {
    /** Calls it; what it returns is a value of the wire. */
    Object call(Arguments arguments) throws Exception;
}
