package org.qgate.transport;

import java.util.List;
import java.util.Map;
import org.qgate.api.config.ConfigKey;
import org.qgate.api.config.ConfigSpec;
import org.qgate.api.config.ConfigValues;
import org.qgate.api.error.BaseError;
import org.qgate.api.error.QGateException;
import org.qgate.api.net.Endpoint;
import org.qgate.api.net.IpAddress;

/**
 * What the transport can be told.
 *
 * @param backend the system's readiness interface; fixed at start
 * @param byteBudget bound on bytes in send and receive buffers, node-wide
 * @param maxConnections bound on connections, node-wide
 * @param resolvers name servers to ask, in order; empty means those of the operating system
 * @param queryTimeoutMs how long one name server may take
 * @param lowWaterBytes send buffer below which a port is writable again
 * @param highWaterBytes send buffer from which on a port is not writable
 * @param readBytes most that one read takes from a socket
 * @param writeBytes most that one send buffer holds before the next is begun
 */
public record TransportSettings(
        EventBackend backend,
        long byteBudget,
        int maxConnections,
        List<Endpoint> resolvers,
        int queryTimeoutMs,
        int lowWaterBytes,
        int highWaterBytes,
        int readBytes,
        int writeBytes) {

    private static final int KIB = 1024;
    private static final long MIB = 1024L * KIB;
    private static final int DNS_PORT = 53; // RFC 1035 section 4.2

    private static final ConfigKey<EventBackend> BACKEND = ConfigKey.value(
            "backend",
            "auto",
            "auto, epoll, nio",
            "Readiness interface; a change needs a restart.",
            EventBackend::parse);
    private static final ConfigKey<Long> BYTE_BUDGET = ConfigKey.integer(
            "byte_budget", 192 * MIB, 4 * MIB, 65_536 * MIB, "Bytes in send and receive buffers, node-wide.");
    private static final ConfigKey<Long> MAX_CONNECTIONS =
            ConfigKey.integer("max_connections", 16_000, 1, 1_000_000, "Connections, node-wide.");
    private static final ConfigKey<List<Endpoint>> RESOLVERS = ConfigKey.list(
            "resolvers",
            "",
            "IP addresses, each with :port where it is not 53, separated by commas; empty for the system's",
            "Name servers to ask, in order.",
            TransportSettings::resolver);
    private static final ConfigKey<Long> QUERY_TIMEOUT =
            ConfigKey.integer("query_timeout_ms", 3_000, 100, 30_000, "Time for one name server to answer.");
    private static final ConfigKey<Long> LOW_WATER = ConfigKey.integer(
            "low_water_bytes", 128 * KIB, KIB, 64 * MIB, "Send buffer below which a port is writable again.");
    private static final ConfigKey<Long> HIGH_WATER = ConfigKey.integer(
            "high_water_bytes", 512 * KIB, 2 * KIB, 128 * MIB, "Send buffer from which on a port is not writable.");
    private static final ConfigKey<Long> READ_BYTES =
            ConfigKey.integer("read_bytes", 256 * KIB, 4 * KIB, 256 * KIB, "Most that one read takes from a socket.");
    private static final ConfigKey<Long> WRITE_BYTES = ConfigKey.integer(
            "write_bytes", 128 * KIB, 4 * KIB, MIB, "Most that one send buffer holds before the next is begun.");

    /** All keys of {@code etc/org.qgate.transport.cfg}. */
    public static final ConfigSpec SPEC = ConfigSpec.of(
            "org.qgate.transport",
            BACKEND,
            BYTE_BUDGET,
            MAX_CONNECTIONS,
            RESOLVERS,
            QUERY_TIMEOUT,
            LOW_WATER,
            HIGH_WATER,
            READ_BYTES,
            WRITE_BYTES);

    /** Refuses a low-water mark that is not below the high one. */
    public TransportSettings {
        resolvers = List.copyOf(resolvers);
        if (lowWaterBytes >= highWaterBytes) {
            throw new QGateException(
                    BaseError.BAD_VALUE,
                    "org.qgate.transport.cfg: low_water_bytes = '" + lowWaterBytes
                            + "'; allowed: less than high_water_bytes, which is " + highWaterBytes);
        }
    }

    /** Returns what holds when nothing is configured. */
    public static TransportSettings defaults() {
        return read(Map.of());
    }

    /**
     * Reads a configuration.
     *
     * @throws QGateException QG-BAS-0001 for an unknown key, QG-BAS-0002 for a value that is not allowed
     */
    public static TransportSettings read(Map<String, ?> raw) {
        ConfigValues values = SPEC.read(raw);
        return new TransportSettings(
                values.of(BACKEND),
                values.of(BYTE_BUDGET),
                values.asInt(MAX_CONNECTIONS),
                values.of(RESOLVERS),
                values.asInt(QUERY_TIMEOUT),
                values.asInt(LOW_WATER),
                values.asInt(HIGH_WATER),
                values.asInt(READ_BYTES),
                values.asInt(WRITE_BYTES));
    }

    private static Endpoint resolver(String text) {
        return IpAddress.parse(text)
                .map(address -> new Endpoint(address, DNS_PORT))
                .or(() -> Endpoint.parse(text))
                .orElseThrow(() -> new IllegalArgumentException("neither an address nor address:port"));
    }
}
