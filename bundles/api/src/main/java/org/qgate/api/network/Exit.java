package org.qgate.api.network;

import java.util.List;

/** Who decides at an exit. Called by the overlay on the event loop; must not block. */
public interface Exit {
    /** A client wants a destination: answer with {@link Streams#accept} or {@link Streams#refuse}. */
    void begin(ExitRequest request);

    /** A client wants a name or an address resolved: answer with {@link Streams#answer} or {@link Streams#refuse}. */
    void resolve(ExitRequest request);

    /** The stream is gone before it was accepted: forget it. */
    void gone(long stream);

    /** Returns what the descriptor says of this exit; an empty list when it is none. */
    List<PortRange> policy();
}
