package org.qgate.api.update;

import java.util.List;

/**
 * What an update would do.
 *
 * @param bundle symbolic name
 * @param from version in office
 * @param to version that would take over
 * @param sha256 digest of the new jar
 * @param keyId which release key signed it
 * @param frozen the parts that would stand still
 * @param notes sentences for the operator
 */
public record UpdatePlan(
        String bundle, String from, String to, String sha256, String keyId, List<String> frozen, List<String> notes) {
    /** Makes the lists unchangeable. */
    public UpdatePlan {
        frozen = List.copyOf(frozen);
        notes = List.copyOf(notes);
    }
}
