package org.qgate.gate;

import java.util.Map;
import java.util.Set;
import org.qgate.ext.Permission;

/**
 * All that one instance may do at this moment.
 *
 * @param id of the extender
 * @param publisher key id, for keys: another publisher's extender of the same id gets other ones
 * @param grants what is granted, each with its scope; what is not there is refused
 * @param provides protocols that the manifest names: nothing else can be served
 * @param namespace of the store, with its data epoch settled already
 * @param settings values that an operator set, by name
 */
public record Permit(
        String id,
        String version,
        String publisher,
        Map<Permission, Set<String>> grants,
        Set<String> provides,
        Quota quota,
        String namespace,
        Map<String, String> settings) {
    /** Whether a permission is granted, for one element of its scope. */
    public boolean allows(Permission permission, String element) {
        Set<String> scope = grants.get(permission);
        return scope != null && scope.contains(element);
    }

    /** Whether a permission is granted at all. */
    public boolean allows(Permission permission) {
        return grants.containsKey(permission);
    }
}
