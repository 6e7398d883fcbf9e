package org.qgate.dpn.internal;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.qgate.api.config.ConfigKey;
import org.qgate.api.config.ConfigSpec;
import org.qgate.api.config.ConfigValues;
import org.qgate.api.error.BaseError;
import org.qgate.api.error.QGateException;
import org.qgate.api.net.Endpoint;
import org.qgate.api.net.IpRange;
import org.qgate.api.network.PortRange;
import org.qgate.dpn.internal.entry.EntrySettings;
import org.qgate.dpn.internal.exit.ExitSettings;
import org.qgate.dpn.internal.rules.RuleAction;

/**
 * All of {@code etc/org.qgate.dpn.cfg}, read once.
 *
 * @param socks where SOCKS is served, or null
 * @param http where HTTP is served, or null
 * @param maxConnections of each listener
 */
record DpnSettings(Endpoint socks, Endpoint http, int maxConnections, EntrySettings entry, ExitSettings exit) {
    private static final ConfigKey<Optional<Endpoint>> SOCKS_LISTEN = listen(
            "socks_listen",
            "127.0.0.1:4280",
            "Where SOCKS5 and SOCKS4a are served; empty serves none, port 0 picks a free one.");
    private static final ConfigKey<Optional<Endpoint>> HTTP_LISTEN = listen(
            "http_listen",
            "127.0.0.1:4281",
            "Where HTTP CONNECT and http:// requests are served; empty serves none, port 0 picks a free one.");
    private static final ConfigKey<Long> MAX_CONNECTIONS = ConfigKey.integer(
            "max_connections", 4_096, 1, 20_000, "Open connections of one listener; further ones are closed at once.");
    private static final ConfigKey<RuleAction> DEFAULT_HOPS = ConfigKey.value(
            "default_hops",
            "3",
            "1, 3 or 5",
            "Hops where no rule matches. One hop is not anonymous.",
            DpnSettings::hops);
    private static final ConfigKey<Boolean> ISOLATE_DESTINATION = ConfigKey.flag(
            "isolate_destination", false, "Whether each destination host and port gets circuits of its own.");
    private static final ConfigKey<Long> MAX_NEGOTIATING = ConfigKey.integer(
            "max_negotiating", 512, 1, 20_000, "Connections that have not been answered yet, over all listeners.");
    private static final ConfigKey<Long> NEGOTIATION_SECONDS = ConfigKey.integer(
            "negotiation_seconds", 10, 1, 300, "Time for an application to complete its request, in seconds.");
    private static final ConfigKey<Long> CONNECT_SECONDS = ConfigKey.integer(
            "connect_seconds", 120, 1, 600, "Time for a complete request to be answered, in seconds.");
    private static final ConfigKey<Boolean> EXIT =
            ConfigKey.flag("exit", false, "Whether this node connects to the Internet for others.");
    /** What browsing, mail, messages, version control and package servers use; never 25. */
    private static final ConfigKey<List<PortRange>> EXIT_PORTS = ConfigKey.list(
            "exit_ports",
            "22, 43, 53, 80, 110, 143, 443, 465, 563, 587, 636, 853, 873, 989-995, 1194, 5222-5223, 6697, 8080, 8443,"
                    + " 9418, 11371",
            "ports and ranges of 1 to 65535, comma-separated",
            "TCP ports that the exit serves; 25 is refused even when it lies in a range.",
            text -> PortRange.parse(text).orElseThrow(IllegalArgumentException::new));

    private static final ConfigKey<List<IpRange>> EXIT_ALLOW_RANGES =
            ranges("exit_allow_ranges", "Address ranges that the exit serves although an address rule refuses them.");
    private static final ConfigKey<List<IpRange>> EXIT_DENY_RANGES = ranges(
            "exit_deny_ranges",
            "Address ranges that the exit refuses besides those it always refuses; none lies inside an allowed one.");
    private static final ConfigKey<Boolean> EXIT_ALLOW_SINGLE_HOP = ConfigKey.flag(
            "exit_allow_single_hop", false, "Whether the exit serves circuits of one hop, whose client it sees.");
    private static final ConfigKey<Long> EXIT_MAX_NEGOTIATING = ConfigKey.integer(
            "exit_max_negotiating", 1_024, 1, 20_000, "Look-ups and connections of the exit under way.");
    private static final ConfigKey<Long> EXIT_RATE = ConfigKey.integer(
            "exit_rate_per_circuit", 100, 1, 10_000, "Requests per second that one circuit may make of the exit.");
    private static final ConfigKey<Long> EXIT_BURST = ConfigKey.integer(
            "exit_burst_per_circuit", 1_000, 1, 100_000, "Requests that one circuit may make of the exit at once.");
    /** Over one neighbour come the circuits of many clients: five times what one circuit may. */
    private static final ConfigKey<Long> EXIT_NEIGHBOUR_RATE = ConfigKey.integer(
            "exit_rate_per_neighbour",
            500,
            1,
            100_000,
            "Requests per second that all circuits over one neighbouring node may make of the exit.");

    private static final ConfigKey<Long> EXIT_NEIGHBOUR_BURST = ConfigKey.integer(
            "exit_burst_per_neighbour",
            5_000,
            1,
            1_000_000,
            "Requests that all circuits over one neighbouring node may make of the exit at once.");
    private static final ConfigKey<Long> EXIT_CONNECT_SECONDS = ConfigKey.integer(
            "exit_connect_seconds", 10, 1, 120, "Time for one address of a destination to answer, in seconds.");

    /** The specification of the configuration file. */
    static final ConfigSpec SPEC = ConfigSpec.of(
            "org.qgate.dpn",
            SOCKS_LISTEN,
            HTTP_LISTEN,
            MAX_CONNECTIONS,
            DEFAULT_HOPS,
            ISOLATE_DESTINATION,
            MAX_NEGOTIATING,
            NEGOTIATION_SECONDS,
            CONNECT_SECONDS,
            EXIT,
            EXIT_PORTS,
            EXIT_ALLOW_RANGES,
            EXIT_DENY_RANGES,
            EXIT_ALLOW_SINGLE_HOP,
            EXIT_MAX_NEGOTIATING,
            EXIT_RATE,
            EXIT_BURST,
            EXIT_NEIGHBOUR_RATE,
            EXIT_NEIGHBOUR_BURST,
            EXIT_CONNECT_SECONDS);

    /** What holds while no configuration could be read: nothing is served. */
    static DpnSettings off() {
        DpnSettings shipped = from(Map.of());
        return new DpnSettings(null, null, shipped.maxConnections, shipped.entry, shipped.exit);
    }

    /**
     * Reads a configuration.
     *
     * @throws QGateException QG-BAS-0001 or QG-BAS-0002
     */
    static DpnSettings from(Map<String, ?> raw) {
        ConfigValues values = SPEC.read(raw);
        refuseVoidDeny(values.of(EXIT_ALLOW_RANGES), values.of(EXIT_DENY_RANGES));
        EntrySettings entry = new EntrySettings(
                values.of(DEFAULT_HOPS),
                values.of(ISOLATE_DESTINATION),
                values.asInt(MAX_NEGOTIATING),
                values.of(NEGOTIATION_SECONDS) * 1_000,
                values.of(CONNECT_SECONDS) * 1_000);
        ExitSettings exit = new ExitSettings(
                values.of(EXIT),
                ExitSettings.without25(values.of(EXIT_PORTS)),
                values.of(EXIT_ALLOW_RANGES),
                values.of(EXIT_DENY_RANGES),
                values.of(EXIT_ALLOW_SINGLE_HOP),
                values.asInt(EXIT_MAX_NEGOTIATING),
                new ExitSettings.Rate(values.asInt(EXIT_RATE), values.asInt(EXIT_BURST)),
                new ExitSettings.Rate(values.asInt(EXIT_NEIGHBOUR_RATE), values.asInt(EXIT_NEIGHBOUR_BURST)),
                values.asInt(EXIT_CONNECT_SECONDS) * 1_000);
        return new DpnSettings(
                values.of(SOCKS_LISTEN).orElse(null),
                values.of(HTTP_LISTEN).orElse(null),
                values.asInt(MAX_CONNECTIONS),
                entry,
                exit);
    }

    /**
     * An allowed range wins over a denied one, so a denied range inside it would do nothing: better said than found.
     */
    private static void refuseVoidDeny(List<IpRange> allowed, List<IpRange> denied) {
        for (IpRange deny : denied) {
            for (IpRange allow : allowed) {
                if (allow.prefix() <= deny.prefix() && allow.contains(deny.base())) {
                    throw new QGateException(
                            BaseError.BAD_VALUE,
                            "org.qgate.dpn.cfg: exit_deny_ranges has " + deny + " inside the allowed " + allow
                                    + "; allowed: ranges outside exit_allow_ranges, which win");
                }
            }
        }
    }

    private static ConfigKey<Optional<Endpoint>> listen(String name, String byDefault, String description) {
        Function<String, Optional<Endpoint>> parser = text -> text.isEmpty()
                ? Optional.empty()
                : Optional.of(Endpoint.parse(text).orElseThrow(IllegalArgumentException::new));
        return ConfigKey.value(name, byDefault, "address:port, or empty", description, parser);
    }

    private static ConfigKey<List<IpRange>> ranges(String name, String description) {
        return ConfigKey.list(
                name, "", "ranges such as 127.0.0.0/8, comma-separated", description, text -> IpRange.parse(text)
                        .orElseThrow(IllegalArgumentException::new));
    }

    private static RuleAction hops(String text) {
        return RuleAction.parse(text).filter(action -> action.hops() > 0).orElseThrow(IllegalArgumentException::new);
    }
}
