package org.qgate.kernel.internal;

import org.qgate.api.net.Endpoint;
import org.qgate.api.transport.CloseReason;
import org.qgate.api.transport.ConnectFailure;

/** One port's events; see {@link org.qgate.api.transport.PortHandler}. Event loop only. */
public interface PortSink {
    /** An outgoing connection stands. */
    default void connected(Endpoint local, Endpoint remote) {}

    /** An outgoing connection failed. */
    default void failed(ConnectFailure reason) {}

    /** Bytes arrived; returns how many were consumed. */
    int received(byte[] bytes, int offset, int length);

    /** One wake-up's bytes were all delivered. */
    default void readComplete() {}

    /** The send buffer has room again. */
    default void writable() {}

    /** The other end closed its sending half. */
    default void inputClosed() {}

    /** The port is gone. */
    void closed(CloseReason reason);
}
