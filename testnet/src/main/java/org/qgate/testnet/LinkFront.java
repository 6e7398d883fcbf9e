package org.qgate.testnet;

import java.io.IOException;

/** Decides where others reach a relay's links: a recorder can stand between, because listening and advertising are apart. */
@FunctionalInterface
public interface LinkFront {
    /** Nothing stands between. */
    LinkFront NONE = (index, listen) -> listen;

    /**
     * Returns the address that a relay advertises.
     *
     * @param index the relay
     * @param listen where it will listen, {@code address:port}
     */
    String advertised(int index, String listen) throws IOException;
}
