package org.qgate.ext;

import java.util.Arrays;
import java.util.Optional;

/**
 * Everything that an extender may ask for. Each constant that is {@linkplain #available() available} is also a
 * capability {@code qgate.permission} of this bundle; an extender requires it by name.
 */
public enum Permission {
    /** Write to its own log. */
    LOG_WRITE("log.write", Level.NORMAL, true),
    /** Read the node's clock. */
    TIME_READ("time.read", Level.NORMAL, true),
    /** Hear events of the node. */
    EVENT_SUBSCRIBE("event.subscribe", Level.NORMAL, true),
    /** Use its own namespace of the store, within a quota. */
    STORE_USE("store.use", Level.NORMAL, true),
    /** Read random bytes. */
    RANDOM_READ("random.read", Level.NORMAL, true),
    /** Agree on keys that are derived for this extender alone. */
    CRYPTO_AGREE("crypto.agree", Level.NORMAL, true),
    /** Sign with keys that are derived for this extender alone. */
    CRYPTO_SIGN("crypto.sign", Level.NORMAL, true),
    /** Read what the node says of itself. */
    NODE_INFO("node.info", Level.NORMAL, true),
    /** Open streams to other nodes, by protocol. */
    NET_DIAL("net.dial", Level.SENSITIVE, true),
    /** Accept streams from other nodes, by protocol. */
    NET_ACCEPT("net.accept", Level.SENSITIVE, true),
    /** Decide the route of an application's connection. */
    DPN_ROUTE("dpn.route", Level.SENSITIVE, false),
    /** Publish pages under a path. */
    HTTP_PUBLISH("http.publish", Level.SENSITIVE, false),
    /** Add a page to the administrator's console. */
    UI_PAGE("ui.page", Level.SENSITIVE, false),
    /** List peers. */
    PEER_LIST("peer.list", Level.SENSITIVE, false),
    /** Publish events to other extenders. */
    EVENT_PUBLISH("event.publish", Level.SENSITIVE, true),
    /** Share a part of its namespace with other nodes. */
    STORE_SHARE("store.share", Level.SENSITIVE, false),
    /** Read a file that the operator picked. */
    FILE_READ("file.read", Level.SENSITIVE, false),
    /** Reach hosts of the open Internet, by name. */
    INTERNET_EGRESS("internet.egress", Level.PRIVILEGED, false),
    /** Run computing jobs. */
    COMPUTE_RUN("compute.run", Level.PRIVILEGED, false),
    /** Charge for its service, up to a cap. */
    PAYMENT_CHARGE("payment.charge", Level.PRIVILEGED, false),
    /** Ban peers. */
    PEER_BAN("peer.ban", Level.PRIVILEGED, false),
    /** Read all metrics. */
    METRICS_ALL("metrics.all", Level.PRIVILEGED, false);

    private final String id;
    private final Level level;
    private final boolean available;

    Permission(String id, Level level, boolean available) {
        this.id = id;
        this.level = level;
        this.available = available;
    }

    /** Returns the name that manifests use, such as {@code net.dial}. */
    public String id() {
        return id;
    }

    /** Returns how much consent it needs. */
    public Level level() {
        return level;
    }

    /** Tells whether this version can grant it; others are refused as "not in this version". */
    public boolean available() {
        return available;
    }

    /** Finds a permission by the name that manifests use; empty for a name nobody knows. */
    public static Optional<Permission> named(String id) {
        return Arrays.stream(values()).filter(each -> each.id.equals(id)).findFirst();
    }
}
