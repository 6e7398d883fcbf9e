package org.qgate.store.internal;

import java.util.Map;
import org.qgate.api.config.ConfigKey;
import org.qgate.api.config.ConfigSpec;
import org.qgate.api.config.ConfigValues;

/**
 * All of {@code etc/org.qgate.store.cfg}, read once.
 *
 * @param engine name of the engine that keeps the node's store
 */
record StorageSettings(String engine, int segmentBytes, long indexBudgetBytes) {
    private static final long MIB = 1L << 20;
    private static final ConfigKey<String> ENGINE = ConfigKey.value(
            "store_engine",
            "local",
            "1 to 40 characters of a-z 0-9 -",
            "Which engine keeps what this node stores; 'local' is the journal in the node's own folder.",
            StorageSettings::engineName);
    private static final ConfigKey<Long> SEGMENT_MIB = ConfigKey.integer(
            "store_segment_mib",
            64,
            1,
            1_024,
            "Size of the journal's files, in MiB; a store that exists keeps the size it was made with.");
    private static final ConfigKey<Long> INDEX_MIB = ConfigKey.integer(
            "store_index_mib",
            128,
            8,
            65_536,
            "Memory outside the heap after which no new key is taken, in MiB; about 40 bytes a key. More than 256 MiB"
                    + " needs a larger -XX:MaxDirectMemorySize in bin/setenv.");

    /** What this bundle can be told. */
    static final ConfigSpec SPEC = ConfigSpec.of("org.qgate.store", ENGINE, SEGMENT_MIB, INDEX_MIB);

    private static String engineName(String text) {
        if (!text.matches("[a-z0-9-]{1,40}")) {
            throw new IllegalArgumentException(text);
        }
        return text;
    }

    /** Reads them; a value that is not allowed is refused with its name. */
    static StorageSettings from(Map<String, ?> raw) {
        ConfigValues values = SPEC.read(raw);
        return new StorageSettings(values.of(ENGINE), (int) (values.of(SEGMENT_MIB) * MIB), values.of(INDEX_MIB) * MIB);
    }
}
