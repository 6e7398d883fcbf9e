package org.qgate.local.internal;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.qgate.api.config.ConfigKey;
import org.qgate.api.config.ConfigSpec;
import org.qgate.api.config.ConfigValues;
import org.qgate.api.net.Endpoint;
import org.qgate.local.internal.fifo.FifoSettings;

/** All of {@code etc/org.qgate.local.cfg}, read once. */
record LocalSettings(Optional<Endpoint> https, Optional<FifoSettings> fifo) {
    private static final ConfigKey<Optional<Endpoint>> HTTPS = ConfigKey.value(
            "https_listen",
            "127.0.0.1:8443",
            "a loopback address:port, or empty",
            "Where programs of this machine reach the node by HTTPS, with a token of token:create; empty serves nobody, port"
                    + " 0 picks a free one.",
            LocalSettings::endpoint);
    private static final ConfigKey<Optional<Path>> FIFO = ConfigKey.value(
            "fifo",
            "",
            "an absolute path, or empty",
            "A named pipe that gives random bytes to whoever may read it, such as rngd; made if it is not there, in a folder"
                    + " that only its owner may write in.",
            LocalSettings::path);
    private static final ConfigKey<Integer> FIFO_MODE = ConfigKey.value(
            "fifo_mode",
            "0600",
            "0600, 0640 or 0644",
            "Permissions of the named pipe, as of chmod.",
            LocalSettings::mode);

    /** What this bundle can be told. */
    static final ConfigSpec SPEC = ConfigSpec.of("org.qgate.local", HTTPS, FIFO, FIFO_MODE);

    /** Reads them; a value that is not allowed is refused with its name. */
    static LocalSettings from(Map<String, ?> raw) {
        ConfigValues values = SPEC.read(raw);
        return new LocalSettings(
                values.of(HTTPS), values.of(FIFO).map(path -> new FifoSettings(path, values.of(FIFO_MODE))));
    }

    private static Optional<Endpoint> endpoint(String text) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Endpoint parsed = Endpoint.parse(text).orElseThrow(() -> new IllegalArgumentException(text));
        if (!parsed.address().isLoopback()) {
            throw new IllegalArgumentException("other machines could reach " + text);
        }
        return Optional.of(parsed);
    }

    private static Optional<Path> path(String text) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Path path = Path.of(text).normalize();
        if (!path.isAbsolute() || path.getParent() == null) {
            throw new IllegalArgumentException(text);
        }
        return Optional.of(path);
    }

    private static Integer mode(String text) {
        if (!text.matches("06[04][04]") || text.equals("0604")) {
            throw new IllegalArgumentException(text);
        }
        return Integer.parseInt(text, 8);
    }
}
