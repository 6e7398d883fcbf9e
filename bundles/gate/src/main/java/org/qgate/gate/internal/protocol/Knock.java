package org.qgate.gate.internal.protocol;

import java.util.function.LongFunction;
import org.qgate.api.network.StreamFailure;
import org.qgate.api.protocol.Caller;

/** Somebody wants a stream to a protocol that is served here. Event loop only. */
interface Knock {
    String protocol();

    Caller caller();

    /**
     * Makes the stream: {@code here} is its end at the server.
     *
     * @param inVain called when it cannot be, because whoever knocked has gone, for example
     */
    void accept(LongFunction<? extends PortEnd> here, Runnable inVain);

    /** Turns it away. */
    void refuse(StreamFailure reason);
}
