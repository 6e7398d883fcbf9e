package org.qgate.kernel.internal.node;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.qgate.api.config.ConfigKey;
import org.qgate.api.config.ConfigSpec;
import org.qgate.api.config.ConfigValues;
import org.qgate.kernel.internal.circuit.settings.CircuitSettings;
import org.qgate.kernel.internal.directory.DirectorySettings;
import org.qgate.kernel.internal.link.LinkSettings;
import org.qgate.kernel.internal.path.PathSettings;

/**
 * The whole configuration of the overlay, {@code etc/org.qgate.kernel.cfg}.
 *
 * @param drainMs how long a stopping node waits for circuits and streams to end
 */
public record NodeSettings(
        LinkSettings links,
        DirectorySettings directory,
        PathSettings paths,
        CircuitSettings circuits,
        long drainMs,
        long lockGraceMs) {
    private static final ConfigKey<Long> DRAIN = ConfigKey.integer(
            "drain_seconds", 10, 0, 3_600, "How long a stopping node waits for circuits and streams to end.");

    private static final ConfigKey<Long> LOCK_GRACE = ConfigKey.integer(
            "lock_grace_seconds",
            30,
            0,
            30,
            "How long what stands may go on when the vault locks; nothing new begins.");

    /** The specification of the file. */
    public static final ConfigSpec SPEC = new ConfigSpec("org.qgate.kernel", keys());

    private static List<ConfigKey<?>> keys() {
        List<ConfigKey<?>> keys = new ArrayList<>();
        keys.addAll(LinkSettings.KEYS);
        keys.addAll(DirectorySettings.KEYS);
        keys.addAll(PathSettings.KEYS);
        keys.addAll(CircuitSettings.KEYS);
        keys.add(DRAIN);
        keys.add(LOCK_GRACE);
        return List.copyOf(keys);
    }

    /** Reads a configuration; see {@link ConfigSpec#read} for what it refuses. */
    static NodeSettings read(Map<String, ?> raw) {
        ConfigValues values = SPEC.read(raw);
        return new NodeSettings(
                LinkSettings.from(values),
                DirectorySettings.from(values),
                PathSettings.from(values),
                CircuitSettings.from(values),
                values.of(DRAIN) * 1_000,
                values.of(LOCK_GRACE) * 1_000);
    }

    /** Whether the running overlay can take these settings, or must be made anew. */
    boolean needsNewOverlay(NodeSettings before) {
        boolean sameSockets = Objects.equals(links.listen(), before.links().listen())
                && Objects.equals(links.dialFrom(), before.links().dialFrom())
                && links.advertise().equals(before.links().advertise());
        return !sameSockets || !directory.equals(before.directory()) || !paths.equals(before.paths());
    }
}
