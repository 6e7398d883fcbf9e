package org.qgate.qrng.internal;

import java.util.Map;
import java.util.TreeMap;

/** All that works between the opening of the store and its closing: devices, pool, blocks, server, subscriptions. */
final class Works implements AutoCloseable {
    private final Surroundings around;

    /** Opens what is kept and begins. */
    Works(Surroundings around, QrngSettings settings) {
        this.around = around;
    }

    /** Returns the kinds of devices that are known now, with what they say of themselves. */
    Map<String, String> drivers() {
        Map<String, String> all = new TreeMap<>();
        around.drivers().get().forEach((scheme, driver) -> all.put(scheme, driver.description()));
        return all;
    }

    /** Stops reading devices, burns what lies ready. */
    @Override
    public void close() {
        // nothing is open yet
    }
}
