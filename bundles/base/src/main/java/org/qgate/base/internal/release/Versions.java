package org.qgate.base.internal.release;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.qgate.api.base.StateFolder;
import org.qgate.base.internal.state.StateDocument;

/**
 * Which version of a swappable bundle this node confirmed where that is not the distribution's, and which one it came
 * from: {@code core/versions.json}. Thread-safe.
 */
final class Versions {
    private final StateDocument document;
    private final Map<String, Confirmation> byName = new TreeMap<>();

    /**
     * A confirmed version.
     *
     * @param previous the version in office before
     * @param shipped which version the distribution had when this one was confirmed
     */
    record Confirmation(KnownVersion now, KnownVersion previous, String shipped) {
        private Map<String, String> json() {
            return Map.of(
                    "version", now.version(),
                    "sha256", now.sha256(),
                    "previous", previous.version(),
                    "previousSha256", previous.sha256(),
                    "shipped", shipped);
        }

        private static Confirmation of(Map<?, ?> map) {
            return new Confirmation(
                    new KnownVersion(text(map, "version"), text(map, "sha256")),
                    new KnownVersion(text(map, "previous"), text(map, "previousSha256")),
                    text(map, "shipped"));
        }

        private static String text(Map<?, ?> map, String name) {
            if (map.get(name) instanceof String text) {
                return text;
            }
            throw new IllegalArgumentException(name + " is not a text");
        }
    }

    Versions(StateFolder state) {
        document = new StateDocument(state, "core/versions.json", "qgate.versions/1", "bundles");
        document.read(Versions::parse).ifPresent(byName::putAll);
    }

    private static Map<String, Confirmation> parse(Object bundles) {
        Map<String, Confirmation> found = new TreeMap<>();
        ((Map<?, ?>) bundles).forEach((bsn, each) -> found.put(bsn.toString(), Confirmation.of((Map<?, ?>) each)));
        return found;
    }

    synchronized Optional<Confirmation> of(String bsn) {
        return Optional.ofNullable(byName.get(bsn));
    }

    /** Remembers a confirmation; when that cannot be written the one before still counts. */
    synchronized void confirm(String bsn, Confirmation confirmation) {
        Map<String, Map<String, String>> next = new TreeMap<>();
        byName.forEach((name, each) -> next.put(name, each.json()));
        next.put(bsn, confirmation.json());
        document.write(next);
        byName.put(bsn, confirmation);
    }
}
