package org.qgate.kernel.internal.node;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.qgate.api.config.ConfigKey;
import org.qgate.api.config.ConfigSpec;
import org.qgate.api.config.ConfigValues;
import org.qgate.api.error.BaseError;
import org.qgate.api.error.QGateException;
import org.qgate.kernel.internal.circuit.settings.CircuitSettings;
import org.qgate.kernel.internal.directory.DirectorySettings;
import org.qgate.kernel.internal.directory.Duties;
import org.qgate.kernel.internal.link.LinkSettings;
import org.qgate.kernel.internal.path.PathSettings;

/**
 * The whole configuration of the overlay, {@code etc/org.qgate.kernel.cfg}.
 *
 * @param duties what the node does for others when they can link to it
 * @param drainMs how long a stopping node waits for circuits and streams to end
 */
public record NodeSettings(
        LinkSettings links,
        DirectorySettings directory,
        PathSettings paths,
        CircuitSettings circuits,
        Duties duties,
        long drainMs,
        long lockGraceMs) {
    private static final String RELAY = "relay";
    private static final String SERVICE = "service";

    private static final ConfigKey<List<String>> ROLES = ConfigKey.list(
            "roles",
            RELAY,
            "one or both, with a comma between: relay, service",
            "What a node that listens does for others: carry their circuits, take streams by protocol.",
            NodeSettings::role);

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
        keys.add(ROLES);
        keys.add(DRAIN);
        keys.add(LOCK_GRACE);
        return List.copyOf(keys);
    }

    private static String role(String text) {
        if (!text.equals(RELAY) && !text.equals(SERVICE)) {
            throw new IllegalArgumentException("no such role");
        }
        return text;
    }

    private static Duties duties(ConfigValues values, LinkSettings links) {
        List<String> roles = values.of(ROLES);
        if (roles.isEmpty()) {
            throw new QGateException(
                    BaseError.BAD_VALUE,
                    values.spec().pid() + ".cfg: " + ROLES.name()
                            + " is empty; allowed: one or both of relay, service");
        }
        return links.relay() ? new Duties(roles.contains(RELAY), roles.contains(SERVICE)) : Duties.NONE;
    }

    /** Reads a configuration; see {@link ConfigSpec#read} for what it refuses. */
    static NodeSettings read(Map<String, ?> raw) {
        ConfigValues values = SPEC.read(raw);
        LinkSettings links = LinkSettings.from(values);
        return new NodeSettings(
                links,
                DirectorySettings.from(values),
                PathSettings.from(values),
                CircuitSettings.from(values),
                duties(values, links),
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
