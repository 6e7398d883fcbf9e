package org.qgate.qrng.internal.deliver.subscriber;

/**
 * How a node gets randomness of servers.
 *
 * @param identify whether it proves to them who it is
 * @param hops of the circuit to them: 1, 3 or 5
 * @param window requests under way at once to one server, 1 to 4
 * @param mostServers 1 to 16
 */
public record SubscriberSettings(boolean identify, int hops, int window, int mostServers) {
    /** What a node begins with. */
    public static final SubscriberSettings STANDARD = new SubscriberSettings(true, 1, 3, 8);

    /** Checks the bounds. */
    public SubscriberSettings {
        if (hops != 1 && hops != 3 && hops != 5) {
            throw new IllegalArgumentException("hops: " + hops + ", allowed: 1, 3 or 5");
        }
        if (window < 1 || window > 4) {
            throw new IllegalArgumentException("requests under way: " + window + ", allowed: 1 to 4");
        }
        if (mostServers < 1 || mostServers > 16) {
            throw new IllegalArgumentException("servers: " + mostServers + ", allowed: 1 to 16");
        }
    }
}
