package org.qgate.ext.contract;

import java.util.Map;
import java.util.Set;
import org.qgate.ext.Permission;

/**
 * What a host of a contract may do.
 *
 * @param id of the extender; its space is its own by this id
 * @param publisher another publisher's extender of the same id gets other keys
 * @param grants what is granted, each with its scope; what is not there is refused
 * @param provides protocols that the manifest names: nothing else can be served
 * @param settings values that an operator set, by name
 */
public record Allowance(
        String id,
        String version,
        String publisher,
        Map<Permission, Set<String>> grants,
        Set<String> provides,
        Quota quota,
        Map<String, String> settings) {
    /** Returns the same with these protocols to provide, and no others. */
    public Allowance providing(String... protocols) {
        return new Allowance(id, version, publisher, grants, Set.of(protocols), quota, settings);
    }

    /** Returns the same for the extender of another publisher. */
    public Allowance by(String another) {
        return new Allowance(id, version, another, grants, provides, quota, settings);
    }

    /** Returns the same with these values set, and no others. */
    public Allowance set(Map<String, String> values) {
        return new Allowance(id, version, publisher, grants, provides, quota, values);
    }
}
