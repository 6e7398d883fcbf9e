package org.qgate.ext;

import org.osgi.annotation.versioning.ProviderType;
import org.qgate.ext.config.Settings;
import org.qgate.ext.crypto.Keys;
import org.qgate.ext.crypto.Primitives;
import org.qgate.ext.crypto.Randomness;
import org.qgate.ext.event.Events;
import org.qgate.ext.json.Json;
import org.qgate.ext.net.Net;
import org.qgate.ext.shell.Commands;
import org.qgate.ext.store.Space;
import org.qgate.ext.time.Tasks;
import org.qgate.ext.time.Time;

/**
 * The node, as one extender sees it. Each facade is always there; what was not granted, was revoked or exceeds a quota is
 * refused with a {@link RefusedException} at the call, and counted for the operator. Thread-safe, and so is everything that
 * it hands out. Calls that may wait say so; a thread that waits is interrupted when the extender is stopped.
 */
@ProviderType
public interface Host {
    /** Returns the extender's id, as its manifest says. */
    String id();

    /** Returns the extender's version, as its manifest says. */
    String version();

    /** Whether a permission is granted at this moment; it may be revoked at any time. */
    boolean granted(Permission permission);

    /** Returns what the node says of itself: {@link Permission#NODE_INFO}. */
    NodeInfo node();

    /** Streams and calls between nodes: {@link Permission#NET_DIAL}, {@link Permission#NET_ACCEPT}. */
    Net net();

    /** The extender's own space in the node's store: {@link Permission#STORE_USE}. */
    Space space();

    /** Random bytes: {@link Permission#RANDOM_READ}. */
    Randomness random();

    /** Keys for this extender alone: {@link Permission#CRYPTO_SIGN}, {@link Permission#CRYPTO_AGREE}. */
    Keys keys();

    /** Cryptography with keys of the extender's own; what makes keys needs {@link Permission#RANDOM_READ}. */
    Primitives crypto();

    /** The node's clock: {@link Permission#TIME_READ}. */
    Time time();

    /** Threads and timers of the extender's own; needs no permission, bounded by its quota. */
    Tasks tasks();

    /** Events: {@link Permission#EVENT_SUBSCRIBE}, {@link Permission#EVENT_PUBLISH}. */
    Events events();

    /** The extender's own log: {@link Permission#LOG_WRITE}. */
    Log log();

    /** JSON; needs no permission. */
    Json json();

    /** What the operator can set; needs no permission. */
    Settings settings();

    /** What the operator can command; needs no permission. */
    Commands commands();
}
