package org.qgate.kernel.internal.path;

import java.util.List;
import org.qgate.api.config.ConfigKey;
import org.qgate.api.config.ConfigValues;

/**
 * The rules of path selection.
 *
 * @param distinctSubnets whether two relays of one subnet may not be in one path
 * @param prefixV4 leading bits that make an IPv4 subnet
 * @param prefixV6 leading bits that make an IPv6 subnet
 * @param guardSample how many guards are sampled
 * @param guardLifetimeMs how long a guard is kept
 * @param guardRetryMs how long the first rest of an unreachable guard is; doubled each time
 */
public record PathSettings(
        boolean distinctSubnets, int prefixV4, int prefixV6, int guardSample, long guardLifetimeMs, long guardRetryMs) {
    private static final ConfigKey<Boolean> DISTINCT = ConfigKey.flag(
            "distinct_subnets", true, "No two relays of one subnet in a path; false only for tests on one machine.");
    private static final ConfigKey<Long> PREFIX_V4 =
            ConfigKey.integer("subnet_prefix_v4", 16, 1, 32, "Leading bits that make an IPv4 subnet.");
    private static final ConfigKey<Long> PREFIX_V6 =
            ConfigKey.integer("subnet_prefix_v6", 32, 1, 128, "Leading bits that make an IPv6 subnet.");
    private static final ConfigKey<Long> SAMPLE =
            ConfigKey.integer("guard_sample", 20, 1, 60, "How many relays are sampled as possible first hops.");
    private static final ConfigKey<Long> LIFETIME =
            ConfigKey.integer("guard_lifetime_days", 120, 1, 365, "For how long a guard is kept.");
    private static final ConfigKey<Long> RETRY = ConfigKey.integer(
            "guard_retry_seconds", 30, 1, 3600, "First rest of an unreachable guard; doubled each time.");

    /** All keys, for the configuration file that carries them. */
    public static final List<ConfigKey<?>> KEYS = List.of(DISTINCT, PREFIX_V4, PREFIX_V6, SAMPLE, LIFETIME, RETRY);

    /** Reads the settings. */
    public static PathSettings from(ConfigValues values) {
        return new PathSettings(
                values.of(DISTINCT),
                values.asInt(PREFIX_V4),
                values.asInt(PREFIX_V6),
                values.asInt(SAMPLE),
                values.of(LIFETIME) * 86_400_000,
                values.of(RETRY) * 1000);
    }
}
