package org.qgate.services.internal.record;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A version whose package is kept.
 *
 * @param sha256 of the package, by which it is found
 * @param epoch format of the extender's data
 * @param agreed scopes by permission, as an operator agreed to them; what is not there was not agreed to
 */
public record Kept(String version, String sha256, long epoch, Map<String, SortedSet<String>> agreed) {
    /** Makes the map unchangeable. */
    public Kept {
        Map<String, SortedSet<String>> copy = new TreeMap<>();
        agreed.forEach((permission, scope) -> copy.put(permission, new TreeSet<>(scope)));
        agreed = java.util.Collections.unmodifiableMap(copy);
    }

    /** The same package with other scopes. */
    public Kept with(Map<String, SortedSet<String>> scopes) {
        return new Kept(version, sha256, epoch, scopes);
    }

    Map<String, Object> json() {
        Map<String, Object> scopes = new LinkedHashMap<>();
        agreed.forEach((permission, scope) -> scopes.put(permission, List.copyOf(scope)));
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("version", version);
        json.put("sha256", sha256);
        json.put("epoch", epoch);
        json.put("agreed", scopes);
        return json;
    }

    static Kept of(Fields json) {
        Map<String, SortedSet<String>> agreed = new TreeMap<>();
        Fields scopes = json.object("agreed");
        for (String permission : scopes.names()) {
            agreed.put(permission, new TreeSet<>(scopes.texts(permission)));
        }
        return new Kept(json.text("version"), json.text("sha256"), json.number("epoch"), agreed);
    }

    /** Returns the permissions that were agreed to. */
    public Set<String> permissions() {
        return agreed.keySet();
    }
}
