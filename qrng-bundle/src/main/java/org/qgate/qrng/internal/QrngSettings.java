package org.qgate.qrng.internal;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.qgate.api.config.ConfigKey;
import org.qgate.api.config.ConfigSpec;
import org.qgate.api.config.ConfigValues;
import org.qgate.api.error.QGateException;
import org.qgate.qrng.internal.condition.Conditioning;
import org.qgate.qrng.internal.condition.HashFunction;
import org.qgate.qrng.internal.deliver.pool.PoolSettings;
import org.qgate.qrng.internal.deliver.server.Serve;
import org.qgate.qrng.internal.deliver.server.ServerSettings;
import org.qgate.qrng.internal.deliver.subscriber.SubscriberSettings;
import org.qgate.qrng.internal.fleet.FleetSettings;
import org.qgate.qrng.internal.mint.MintSettings;

/**
 * All of {@code etc/org.qgate.qrng.cfg}, read once.
 *
 * @param fifo whether bytes are given to the FIFO
 * @param degraded whether programs may ask for bytes that no healthy source stands behind
 */
record QrngSettings(
        ServerSettings server,
        SubscriberSettings subscriber,
        PoolSettings pool,
        MintSettings mint,
        FleetSettings fleet,
        Conditioning conditioning,
        boolean fifo,
        boolean degraded) {
    private static final ConfigKey<Serve> SERVE = choice(
            "serve",
            Serve.OFF,
            "Whom this node gives randomness of its devices: nobody, nodes that prove an id of the network's list, or any node.");
    private static final ConfigKey<Long> SERVE_LEASES =
            ConfigKey.integer("serve_leases", 64, 1, 10_000, "Subscribers served at once.");
    private static final ConfigKey<Long> SERVE_RATE = ConfigKey.integer(
            "serve_kilobytes_per_second",
            1_000_000,
            2,
            10_000_000,
            "Most that one subscriber gets, in thousands of bytes a second.");
    private static final ConfigKey<Long> SUBSCRIBE_HOPS =
            ConfigKey.value("subscribe_hops", "1", "1, 3 or 5", "Hops of the circuit to a server.", text -> {
                if (!List.of("1", "3", "5").contains(text)) {
                    throw new IllegalArgumentException("neither 1, 3 nor 5");
                }
                return Long.parseLong(text);
            });
    private static final ConfigKey<Boolean> SUBSCRIBE_IDENTIFY = ConfigKey.flag(
            "subscribe_identify", true, "Whether this node proves its id to the servers that it subscribes to.");
    private static final ConfigKey<Long> POOL_MIB = ConfigKey.integer(
            "pool_mib",
            32,
            2,
            1_024,
            "Conditioned bytes kept ready in memory at most, in MiB; none without a device or a server.");
    private static final ConfigKey<Long> SLOT_SECONDS = ConfigKey.integer(
            "slot_seconds",
            60,
            1,
            86_400,
            "Time that one value of the block stream stands for, in seconds; another length begins another stream.");
    private static final ConfigKey<Long> BLOCKS_MIB =
            ConfigKey.integer("blocks_mib", 256, 1, 65_536, "Signed blocks kept in the store at most, in MiB.");
    private static final ConfigKey<Long> STREAM_GENERATION = ConfigKey.integer(
            "stream_generation",
            1,
            1,
            1_000_000,
            "Another number begins another block stream: needed after an older copy of the store was put back.");
    private static final ConfigKey<Long> ASSESS_MINUTES = ConfigKey.integer(
            "assess_minutes",
            60,
            0,
            10_080,
            "Time between two assessments of a device's min-entropy from live samples, in minutes; 0 for none.");
    private static final ConfigKey<Long> ACCEPTED_YEARS = ConfigKey.integer(
            "accepted_years",
            100,
            1,
            1_000,
            "Years in which one false alarm of a sound device is accepted; the health tests' cut-offs follow from it.");
    private static final ConfigKey<HashFunction> CONDITIONING = ConfigKey.value(
            "conditioning",
            "sha512",
            "sha512, sha256",
            "The hash that conditions raw samples: SHA-512, or SHA-256 over longer inputs, which is faster where the"
                    + " processor has it and gives less of each sample.",
            text -> switch (text) {
                case "sha512" -> HashFunction.SHA_512;
                case "sha256" -> HashFunction.SHA_256;
                default -> throw new IllegalArgumentException("neither sha512 nor sha256");
            });
    private static final ConfigKey<Boolean> FIFO = ConfigKey.flag(
            "fifo_feed", true, "Whether the FIFO of etc/org.qgate.local.cfg gets bytes; it is off there as shipped.");
    private static final ConfigKey<Boolean> DEGRADED = ConfigKey.flag(
            "http_degraded",
            true,
            "Whether programs that ask for it get bytes made without a healthy source, labelled so.");

    /** The specification of the configuration file. */
    static final ConfigSpec SPEC = ConfigSpec.of(
            "org.qgate.qrng",
            SERVE,
            SERVE_LEASES,
            SERVE_RATE,
            SUBSCRIBE_HOPS,
            SUBSCRIBE_IDENTIFY,
            POOL_MIB,
            SLOT_SECONDS,
            BLOCKS_MIB,
            STREAM_GENERATION,
            ASSESS_MINUTES,
            ACCEPTED_YEARS,
            CONDITIONING,
            FIFO,
            DEGRADED);

    /**
     * Reads a configuration.
     *
     * @throws QGateException QG-BAS-0001 or QG-BAS-0002
     */
    static QrngSettings from(Map<String, ?> raw) {
        ConfigValues values = SPEC.read(raw);
        ServerSettings server = ServerSettings.STANDARD;
        SubscriberSettings subscriber = SubscriberSettings.STANDARD;
        PoolSettings pool = PoolSettings.STANDARD;
        return new QrngSettings(
                new ServerSettings(
                        values.of(SERVE),
                        values.asInt(SERVE_LEASES),
                        server.leaseMs(),
                        values.of(SERVE_RATE) * 1_000,
                        server.quotaBytes(),
                        server.opensPerSecond(),
                        server.mostWaiting()),
                new SubscriberSettings(
                        values.of(SUBSCRIBE_IDENTIFY),
                        values.asInt(SUBSCRIBE_HOPS),
                        subscriber.window(),
                        subscriber.mostServers()),
                new PoolSettings(values.of(POOL_MIB) << 20, pool.mostWaiting(), pool.mostWaitingEach()),
                new MintSettings(
                        values.asInt(SLOT_SECONDS), values.of(BLOCKS_MIB) << 20, values.asInt(STREAM_GENERATION)),
                new FleetSettings(values.of(ACCEPTED_YEARS), values.of(ASSESS_MINUTES) * 60_000),
                values.of(CONDITIONING) == HashFunction.SHA_512 ? Conditioning.DENSE : Conditioning.LONG_SHA_256,
                values.of(FIFO),
                values.of(DEGRADED));
    }

    private static ConfigKey<Serve> choice(String name, Serve byDefault, String description) {
        String allowed = String.join(
                ", ", Arrays.stream(Serve.values()).map(QrngSettings::word).toList());
        return ConfigKey.value(name, word(byDefault), allowed, description, text -> Arrays.stream(Serve.values())
                .filter(each -> word(each).equals(text))
                .findFirst()
                .orElseThrow(IllegalArgumentException::new));
    }

    private static String word(Serve value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
