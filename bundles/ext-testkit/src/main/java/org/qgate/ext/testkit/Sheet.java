package org.qgate.ext.testkit;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.qgate.ext.Permission;

/**
 * What an extender is and may do: what its {@code service.yaml} says, and what the operator granted and set. Immutable; each
 * method returns a changed copy.
 *
 * @param id of the extender
 * @param publisher another publisher's extender of the same id has other keys
 * @param grants what is granted, each with its scope; what is not there is refused
 * @param provides protocols that can be served
 * @param settings values that the operator set, by name
 */
public record Sheet(
        String id,
        String version,
        String publisher,
        Map<Permission, Set<String>> grants,
        Set<String> provides,
        Limits limits,
        Map<String, String> settings) {
    /** An extender of version 1.0.0 that may do nothing, with wide limits. */
    public static Sheet of(String id) {
        return new Sheet(id, "1.0.0", "publisher", Map.of(), Set.of(), Limits.wide(), Map.of());
    }

    /** Of another version. */
    public Sheet version(String other) {
        return new Sheet(id, other, publisher, grants, provides, limits, settings);
    }

    /** Of another publisher. */
    public Sheet publisher(String other) {
        return new Sheet(id, version, other, grants, provides, limits, settings);
    }

    /** With a permission, for this scope and no other. */
    public Sheet grant(Permission permission, String... scope) {
        Map<Permission, Set<String>> more = new HashMap<>(grants);
        more.put(permission, Set.of(scope));
        return new Sheet(id, version, publisher, Map.copyOf(more), provides, limits, settings);
    }

    /** Without a permission. */
    public Sheet revoke(Permission permission) {
        Map<Permission, Set<String>> fewer = new HashMap<>(grants);
        fewer.remove(permission);
        return new Sheet(id, version, publisher, Map.copyOf(fewer), provides, limits, settings);
    }

    /** Provides these protocols, and may: {@link Permission#NET_ACCEPT} is granted for them. */
    public Sheet provides(String... protocols) {
        Sheet granted = grant(Permission.NET_ACCEPT, protocols);
        return new Sheet(id, version, publisher, granted.grants, Set.of(protocols), limits, settings);
    }

    /** With other quotas. */
    public Sheet limits(Limits other) {
        return new Sheet(id, version, publisher, grants, provides, other, settings);
    }

    /** With a value that the operator set. */
    public Sheet set(String name, String value) {
        Map<String, String> more = new HashMap<>(settings);
        more.put(name, value);
        return new Sheet(id, version, publisher, grants, provides, limits, Map.copyOf(more));
    }

    /** Whether a permission is granted, for one element of its scope. */
    boolean allows(Permission permission, String element) {
        Set<String> scope = grants.get(permission);
        return scope != null && scope.contains(element);
    }
}
