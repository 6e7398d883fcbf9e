package org.qgate.kernel.internal.link;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.qgate.api.NodeId;
import org.qgate.api.config.ConfigKey;
import org.qgate.api.config.ConfigValues;
import org.qgate.api.crypto.LinkSuite;
import org.qgate.api.error.BaseError;
import org.qgate.api.error.QGateException;
import org.qgate.api.net.Endpoint;
import org.qgate.api.net.IpAddress;
import org.qgate.api.net.IpRange;

/**
 * How this node links. Immutable.
 *
 * @param listen where others link to this node, or null when it is a pure client
 * @param advertise addresses for the descriptor; {@code listen} when empty
 * @param dialFrom local address to dial from, or null for the operating system's choice
 * @param suite AEAD of links to this node, or null for the faster one on this machine
 */
public record LinkSettings(
        Endpoint listen,
        List<Endpoint> advertise,
        IpAddress dialFrom,
        LinkSuite suite,
        LinkLimits limits,
        LinkTiming timing,
        LinkRate rate,
        AccessRules access) {
    private static final long KIB = 1_024;
    private static final ConfigKey<Optional<Endpoint>> LISTEN = ConfigKey.value(
            "link_listen",
            "",
            "address:port or nothing",
            "Where other nodes link to this one; nothing: a pure client.",
            text -> text.isEmpty() ? Optional.empty() : Optional.of(endpoint(text)));
    private static final ConfigKey<List<Endpoint>> ADVERTISE = ConfigKey.list(
            "link_advertise",
            "",
            "address:port, …",
            "Addresses that the descriptor tells; nothing: link_listen.",
            LinkSettings::endpoint);
    private static final ConfigKey<Optional<IpAddress>> DIAL_FROM = ConfigKey.value(
            "link_dial_from",
            "",
            "address or nothing",
            "Local address of links to others.",
            text -> text.isEmpty() ? Optional.empty() : Optional.of(address(text)));
    private static final ConfigKey<String> SUITE = ConfigKey.value(
            "link_suite",
            "auto",
            "auto, aes or chacha",
            "Encryption of links to this node; auto: the faster one here.",
            LinkSettings::suiteName);
    private static final ConfigKey<Long> LINKS =
            ConfigKey.integer("link_max", 4096, 1, 100_000, "Links at a time, half-open ones included.");
    private static final ConfigKey<Long> LINKS_PER_SUBNET =
            ConfigKey.integer("link_subnet_max", 256, 1, 100_000, "Links at a time with one /24 (IPv4) or /48 (IPv6).");
    private static final ConfigKey<Long> HALF_OPEN =
            ConfigKey.integer("link_half_open_max", 512, 1, 100_000, "Handshakes of others at a time.");
    private static final ConfigKey<Long> HALF_OPEN_PER_SUBNET = ConfigKey.integer(
            "link_half_open_subnet_max", 64, 1, 100_000, "Handshakes at a time of one /24 (IPv4) or /48 (IPv6).");
    private static final ConfigKey<Long> ATTEMPTS = ConfigKey.integer(
            "link_attempts_per_minute", 120, 1, 100_000, "Connections of one address taken in a minute.");
    private static final ConfigKey<Long> HANDSHAKE_SECONDS =
            ConfigKey.integer("link_handshake_seconds", 10, 1, 300, "Until a connection or handshake is given up.");
    private static final ConfigKey<Boolean> PADDING =
            ConfigKey.flag("link_padding", true, "Whether silent links send padding.");
    private static final ConfigKey<Long> PADDING_MIN =
            ConfigKey.integer("link_padding_min_ms", 1_500, 100, 600_000, "Shortest silence before padding is sent.");
    private static final ConfigKey<Long> PADDING_MAX =
            ConfigKey.integer("link_padding_max_ms", 9_500, 100, 600_000, "Longest silence before padding is sent.");
    private static final ConfigKey<Long> PING_SECONDS =
            ConfigKey.integer("link_ping_seconds", 30, 1, 3_600, "Between round trip measurements.");
    private static final ConfigKey<Long> DEAD_SECONDS = ConfigKey.integer(
            "link_dead_seconds", 7, 1, 3_600, "A silent link whose ping is not answered for so long is closed.");
    private static final ConfigKey<Long> IDLE_SECONDS = ConfigKey.integer(
            "link_idle_seconds", 300, 10, 86_400, "How long a link that nothing needs stays without traffic.");
    private static final ConfigKey<Long> REKEY_SECONDS =
            ConfigKey.integer("link_rekey_seconds", 600, 10, 600, "Age at which a link's keys are renewed.");
    private static final ConfigKey<Long> RATE = ConfigKey.integer(
            "link_rate_kib_per_second",
            0,
            0,
            16_777_216,
            "KiB a second that all links together receive; 0: unlimited.");
    private static final ConfigKey<Long> BURST = ConfigKey.integer(
            "link_burst_kib", 4_096, 256, 1_048_576, "KiB that may come at once under link_rate_kib_per_second.");
    private static final ConfigKey<List<IpRange>> ALLOW_RANGES = ConfigKey.list(
            "link_allow_ranges",
            "",
            "CIDR ranges",
            "In default-deny mode: addresses that may link; nothing: all.",
            LinkSettings::range);
    private static final ConfigKey<List<IpRange>> DENY_RANGES = ConfigKey.list(
            "link_deny_ranges", "", "CIDR ranges", "Addresses that are never linked with.", LinkSettings::range);
    private static final ConfigKey<Boolean> DEFAULT_DENY =
            ConfigKey.flag("link_default_deny", false, "Closed network: only nodes of link_allow_nodes may link.");
    private static final ConfigKey<List<NodeId>> ALLOW_NODES = ConfigKey.list(
            "link_allow_nodes", "", "node ids", "In default-deny mode: the nodes that may link.", NodeId::parse);

    /** All keys, for the configuration's specification. */
    public static final List<ConfigKey<?>> KEYS = List.of(
            LISTEN,
            ADVERTISE,
            DIAL_FROM,
            SUITE,
            LINKS,
            LINKS_PER_SUBNET,
            HALF_OPEN,
            HALF_OPEN_PER_SUBNET,
            ATTEMPTS,
            HANDSHAKE_SECONDS,
            PADDING,
            PADDING_MIN,
            PADDING_MAX,
            PING_SECONDS,
            DEAD_SECONDS,
            IDLE_SECONDS,
            REKEY_SECONDS,
            RATE,
            BURST,
            ALLOW_RANGES,
            DENY_RANGES,
            DEFAULT_DENY,
            ALLOW_NODES);

    /** Reads the values of {@link #KEYS}. */
    public static LinkSettings from(ConfigValues values) {
        return new LinkSettings(
                values.of(LISTEN).orElse(null),
                values.of(ADVERTISE),
                values.of(DIAL_FROM).orElse(null),
                suite(values.of(SUITE)),
                limits(values),
                timing(values),
                new LinkRate(values.of(RATE) * KIB, values.of(BURST) * KIB),
                new AccessRules(
                        values.of(ALLOW_RANGES),
                        values.of(DENY_RANGES),
                        values.of(DEFAULT_DENY),
                        Set.copyOf(values.of(ALLOW_NODES))));
    }

    private static LinkLimits limits(ConfigValues values) {
        return new LinkLimits(
                values.asInt(LINKS),
                values.asInt(LINKS_PER_SUBNET),
                values.asInt(HALF_OPEN),
                values.asInt(HALF_OPEN_PER_SUBNET),
                values.asInt(ATTEMPTS));
    }

    private static LinkTiming timing(ConfigValues values) {
        if (values.of(PADDING_MAX) < values.of(PADDING_MIN)) {
            throw new QGateException(
                    BaseError.BAD_VALUE,
                    values.spec().pid() + ".cfg: " + PADDING_MAX.name() + " = " + values.of(PADDING_MAX)
                            + "; allowed: at least " + PADDING_MIN.name() + ", " + values.of(PADDING_MIN));
        }
        return new LinkTiming(
                values.of(HANDSHAKE_SECONDS) * 1_000,
                values.of(PADDING),
                values.of(PADDING_MIN),
                values.of(PADDING_MAX),
                values.of(PING_SECONDS) * 1_000,
                values.of(DEAD_SECONDS) * 1_000,
                values.of(IDLE_SECONDS) * 1_000,
                values.of(REKEY_SECONDS) * 1_000);
    }

    /** Whether this node is listed: it listens, and authenticates itself on links that it begins. */
    public boolean relay() {
        return listen != null;
    }

    /** Returns the addresses for the descriptor. */
    public List<Endpoint> advertised() {
        return advertise.isEmpty() && listen != null ? List.of(listen) : advertise;
    }

    /**
     * Returns the AEAD of links to this node.
     *
     * @param recommended what it is unless an operator chose
     */
    public LinkSuite suite(LinkSuite recommended) {
        return suite != null ? suite : recommended;
    }

    private static Endpoint endpoint(String text) {
        return Endpoint.parse(text).orElseThrow(() -> new IllegalArgumentException("not address:port"));
    }

    private static IpAddress address(String text) {
        return IpAddress.parse(text).orElseThrow(() -> new IllegalArgumentException("not an address"));
    }

    private static IpRange range(String text) {
        return IpRange.parse(text).orElseThrow(() -> new IllegalArgumentException("not a CIDR range"));
    }

    private static String suiteName(String text) {
        if (!Set.of("auto", "aes", "chacha").contains(text)) {
            throw new IllegalArgumentException("no such suite");
        }
        return text;
    }

    private static LinkSuite suite(String name) {
        return switch (name) {
            case "aes" -> LinkSuite.AES_GCM;
            case "chacha" -> LinkSuite.CHACHA_POLY;
            default -> null;
        };
    }
}
