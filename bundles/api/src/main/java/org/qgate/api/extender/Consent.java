package org.qgate.api.extender;

import java.util.Set;

/**
 * What an operator agreed to.
 *
 * @param everything all that the sheet shows, seen and agreed to
 * @param granted permissions that need consent, by name; optional ones not named are not granted
 * @param authenticated whether the operator proved who they are again, as privileged permissions want
 */
public record Consent(boolean everything, Set<String> granted, boolean authenticated) {
    /** No consent. */
    public static final Consent NONE = new Consent(false, Set.of(), false);
}
