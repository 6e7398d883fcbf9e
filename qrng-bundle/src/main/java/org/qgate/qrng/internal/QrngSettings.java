package org.qgate.qrng.internal;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import org.qgate.api.config.ConfigKey;
import org.qgate.api.config.ConfigSpec;
import org.qgate.api.config.ConfigValues;
import org.qgate.api.error.QGateException;

/**
 * All of {@code etc/org.qgate.qrng.cfg}, read once.
 *
 * @param poolBytes most that lies ready
 * @param slotMs for how long one block stands
 * @param assessMs between two assessments of a device; 0 for none
 * @param acceptedYears in which one false alarm of a device is accepted
 * @param fifo whether bytes are given to the FIFO
 * @param degraded whether programs may ask for bytes that no healthy source stands behind
 */
record QrngSettings(
        Serve serve,
        long poolBytes,
        long slotMs,
        long assessMs,
        double acceptedYears,
        Conditioning conditioning,
        boolean fifo,
        boolean degraded) {
    private static final ConfigKey<Serve> SERVE = choice(
            "serve",
            Serve.OFF,
            "Whom this node gives randomness of its devices: nobody, nodes that prove an id of the network's list, or any node.");
    private static final ConfigKey<Long> POOL_MIB = ConfigKey.integer(
            "pool_mib", 8, 1, 4_096, "Conditioned bytes kept ready in memory at most, in MiB; none without a device.");
    private static final ConfigKey<Long> SLOT_SECONDS =
            ConfigKey.integer("slot_seconds", 60, 1, 3_600, "Time that one signed block stands for, in seconds.");
    private static final ConfigKey<Long> ASSESS_MINUTES = ConfigKey.integer(
            "assess_minutes",
            60,
            0,
            10_080,
            "Time between two assessments of a device's min-entropy from live samples, in minutes; 0 for none.");
    private static final ConfigKey<Long> ACCEPTED_YEARS = ConfigKey.integer(
            "accepted_years",
            10,
            1,
            1_000,
            "Years in which one false alarm of a sound device is accepted; the health tests' cut-offs follow from it.");
    private static final ConfigKey<Conditioning> CONDITIONING = choice(
            "conditioning",
            Conditioning.SHA512,
            "The hash that conditions raw samples: SHA-512, or SHA-256 over longer inputs, which is faster where the"
                    + " processor has it.");
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
            POOL_MIB,
            SLOT_SECONDS,
            ASSESS_MINUTES,
            ACCEPTED_YEARS,
            CONDITIONING,
            FIFO,
            DEGRADED);

    /** Whom this node serves. */
    enum Serve {
        /** Nobody. */
        OFF,
        /** Nodes that prove an id that the network lists. */
        LISTED,
        /** Any node, anonymous ones too. */
        ANYONE
    }

    /** The hash that conditions. */
    enum Conditioning {
        /** SHA-512. */
        SHA512,
        /** SHA-256. */
        SHA256
    }

    /**
     * Reads a configuration.
     *
     * @throws QGateException QG-BAS-0001 or QG-BAS-0002
     */
    static QrngSettings from(Map<String, ?> raw) {
        ConfigValues values = SPEC.read(raw);
        return new QrngSettings(
                values.of(SERVE),
                values.of(POOL_MIB) << 20,
                values.of(SLOT_SECONDS) * 1_000,
                values.of(ASSESS_MINUTES) * 60_000,
                values.of(ACCEPTED_YEARS),
                values.of(CONDITIONING),
                values.of(FIFO),
                values.of(DEGRADED));
    }

    private static <E extends Enum<E>> ConfigKey<E> choice(String name, E byDefault, String description) {
        E[] all = byDefault.getDeclaringClass().getEnumConstants();
        String allowed =
                String.join(", ", Arrays.stream(all).map(QrngSettings::word).toList());
        return ConfigKey.value(name, word(byDefault), allowed, description, text -> Arrays.stream(all)
                .filter(each -> word(each).equals(text))
                .findFirst()
                .orElseThrow(IllegalArgumentException::new));
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
