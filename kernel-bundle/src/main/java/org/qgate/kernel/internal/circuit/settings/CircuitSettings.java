package org.qgate.kernel.internal.circuit.settings;

import java.util.List;
import java.util.Map;
import org.qgate.api.config.ConfigKey;
import org.qgate.api.config.ConfigSpec;
import org.qgate.api.config.ConfigValues;

/**
 * Everything about circuits and streams that an operator may set. Immutable; replaced as a whole.
 *
 * @param prebuilt clean three-hop circuits kept ready
 * @param discardPercent how many of a hundred of these may be discarded before use, the slowest
 * @param rotateMs how long after its first stream a circuit takes new ones
 * @param idleMs how long a used circuit without streams stays
 * @param buildTimeoutMs for one circuit
 * @param buildsAtOnce circuits under construction
 * @param buildsPerMinute own circuits begun, on average
 * @param buildsBurst own circuits begun at once
 * @param streamWaitMs how long a stream waits for a circuit
 * @param streamsWaiting streams that may wait
 * @param streamsPerCircuit open streams of one circuit
 * @param createsPerSecond circuits that one link may ask for, on average
 * @param createsBurst circuits that one link may ask for at once
 * @param circuitsPerLink relayed circuits of one link
 * @param circuitsRelayed relayed circuits in all
 * @param queueBytes cells queued for one circuit in one direction
 * @param memoryBytes cells and stream bytes queued in all
 * @param windowBytes largest congestion window
 * @param streamCreditBytes largest credit of one stream
 * @param creditBudgetBytes credit beyond the initial one, over all streams
 */
public record CircuitSettings(
        int prebuilt,
        int discardPercent,
        long rotateMs,
        long idleMs,
        long buildTimeoutMs,
        int buildsAtOnce,
        int buildsPerMinute,
        int buildsBurst,
        long streamWaitMs,
        int streamsWaiting,
        int streamsPerCircuit,
        int createsPerSecond,
        int createsBurst,
        int circuitsPerLink,
        int circuitsRelayed,
        long queueBytes,
        long memoryBytes,
        long windowBytes,
        long streamCreditBytes,
        long creditBudgetBytes) {
    private static final ConfigKey<Long> PREBUILT = ConfigKey.integer(
            "circuits_prebuilt", 2, 0, 32, "Three-hop circuits that a client keeps ready for new isolation keys.");
    private static final ConfigKey<Long> DISCARD = ConfigKey.integer(
            "circuits_discard_percent",
            20,
            0,
            20,
            "Of circuits kept ready the slowest so many of a hundred are discarded before use; 0 keeps all.");
    private static final ConfigKey<Long> ROTATE = ConfigKey.integer(
            "circuit_rotate_seconds", 600, 10, 86_400, "After its first stream a circuit takes new ones for so long.");
    private static final ConfigKey<Long> IDLE = ConfigKey.integer(
            "circuit_idle_seconds", 300, 10, 86_400, "A used circuit without streams is closed after so long.");
    private static final ConfigKey<Long> BUILD_TIMEOUT = ConfigKey.integer(
            "circuit_build_seconds", 10, 1, 120, "A circuit that is not built after so long is given up.");
    private static final ConfigKey<Long> BUILDS_AT_ONCE =
            ConfigKey.integer("circuit_builds_at_once", 6, 1, 64, "Own circuits under construction at the same time.");
    private static final ConfigKey<Long> BUILDS_PER_MINUTE = ConfigKey.integer(
            "circuit_builds_per_minute", 120, 1, 100_000, "Own circuits begun in a minute, on average.");
    private static final ConfigKey<Long> BUILDS_BURST =
            ConfigKey.integer("circuit_builds_burst", 60, 1, 100_000, "Own circuits begun in one burst.");
    private static final ConfigKey<Long> STREAM_WAIT =
            ConfigKey.integer("stream_wait_seconds", 30, 1, 300, "A stream waits so long for a circuit.");
    private static final ConfigKey<Long> STREAMS_WAITING =
            ConfigKey.integer("streams_waiting", 512, 1, 100_000, "Streams that may wait for a circuit.");
    private static final ConfigKey<Long> STREAMS_PER_CIRCUIT =
            ConfigKey.integer("streams_per_circuit", 512, 1, 10_000, "Open streams of one circuit.");
    private static final ConfigKey<Long> CREATES_PER_SECOND = ConfigKey.integer(
            "creates_per_second", 20, 1, 10_000, "Circuits that one link may ask for in a second, on average.");
    private static final ConfigKey<Long> CREATES_BURST =
            ConfigKey.integer("creates_burst", 200, 1, 100_000, "Circuits that one link may ask for in one burst.");
    private static final ConfigKey<Long> CIRCUITS_PER_LINK =
            ConfigKey.integer("circuits_per_link", 4_096, 1, 1_000_000, "Relayed circuits of one link.");
    private static final ConfigKey<Long> CIRCUITS_RELAYED =
            ConfigKey.integer("circuits_relayed", 16_384, 1, 1_000_000, "Relayed circuits in all.");
    private static final ConfigKey<Long> QUEUE = ConfigKey.integer(
            "circuit_queue_kib", 9_216, 64, 65_536, "Cells queued for one circuit in one direction; above the window.");
    private static final ConfigKey<Long> MEMORY = ConfigKey.integer(
            "memory_mib", 128, 1, 16_384, "Cells and stream bytes queued in all; the circuit that waits longest goes.");
    private static final ConfigKey<Long> WINDOW =
            ConfigKey.integer("circuit_window_kib", 8_192, 256, 8_192, "The largest congestion window of a circuit.");
    private static final ConfigKey<Long> STREAM_CREDIT =
            ConfigKey.integer("stream_credit_kib", 8_192, 512, 65_536, "The largest credit of one stream.");
    private static final ConfigKey<Long> CREDIT_BUDGET = ConfigKey.integer(
            "stream_credit_budget_mib", 64, 0, 16_384, "Credit beyond each stream's first 512 KiB, over all streams.");

    /** The keys of the configuration. */
    public static final List<ConfigKey<?>> KEYS = List.of(
            PREBUILT,
            DISCARD,
            ROTATE,
            IDLE,
            BUILD_TIMEOUT,
            BUILDS_AT_ONCE,
            BUILDS_PER_MINUTE,
            BUILDS_BURST,
            STREAM_WAIT,
            STREAMS_WAITING,
            STREAMS_PER_CIRCUIT,
            CREATES_PER_SECOND,
            CREATES_BURST,
            CIRCUITS_PER_LINK,
            CIRCUITS_RELAYED,
            QUEUE,
            MEMORY,
            WINDOW,
            STREAM_CREDIT,
            CREDIT_BUDGET);

    /** Reads the settings from a configuration that holds {@link #KEYS}. */
    public static CircuitSettings from(ConfigValues values) {
        return new CircuitSettings(
                values.asInt(PREBUILT),
                values.asInt(DISCARD),
                1000 * values.of(ROTATE),
                1000 * values.of(IDLE),
                1000 * values.of(BUILD_TIMEOUT),
                values.asInt(BUILDS_AT_ONCE),
                values.asInt(BUILDS_PER_MINUTE),
                values.asInt(BUILDS_BURST),
                1000 * values.of(STREAM_WAIT),
                values.asInt(STREAMS_WAITING),
                values.asInt(STREAMS_PER_CIRCUIT),
                values.asInt(CREATES_PER_SECOND),
                values.asInt(CREATES_BURST),
                values.asInt(CIRCUITS_PER_LINK),
                values.asInt(CIRCUITS_RELAYED),
                values.of(QUEUE) << 10,
                values.of(MEMORY) << 20,
                values.of(WINDOW) << 10,
                values.of(STREAM_CREDIT) << 10,
                values.of(CREDIT_BUDGET) << 20);
    }

    /** Returns the same settings with no circuits kept ready. */
    public CircuitSettings withoutPrebuilt() {
        return new CircuitSettings(
                0,
                discardPercent,
                rotateMs,
                idleMs,
                buildTimeoutMs,
                buildsAtOnce,
                buildsPerMinute,
                buildsBurst,
                streamWaitMs,
                streamsWaiting,
                streamsPerCircuit,
                createsPerSecond,
                createsBurst,
                circuitsPerLink,
                circuitsRelayed,
                queueBytes,
                memoryBytes,
                windowBytes,
                streamCreditBytes,
                creditBudgetBytes);
    }

    /** Returns the defaults. */
    public static CircuitSettings defaults() {
        return from(new ConfigSpec("defaults", KEYS).read(Map.of()));
    }
}
