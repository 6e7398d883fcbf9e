package org.qgate.qsx.manifest;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * Scopes of commands in the shell: the word before the colon. An extender may have one of its own; those of the node and of
 * Karaf stay theirs, also where this distribution leaves a part of Karaf out, so that nobody takes an extender's command for
 * the platform's.
 */
public final class CommandScopes {
    /** Those of the platform. */
    public static final Set<String> RESERVED = Set.of(
            // the node
            "block",
            "circuit",
            "dpn",
            "extender",
            "node",
            "peer",
            "publisher",
            "qgate",
            "qrng",
            "store",
            "stream",
            "token",
            "vault",
            // Karaf, Felix and their parts
            "bundle",
            "cluster",
            "config",
            "deployer",
            "dev",
            "diag",
            "ds",
            "event",
            "feature",
            "gogo",
            "groovy",
            "help",
            "http",
            "instance",
            "jaas",
            "jdbc",
            "jms",
            "jndi",
            "jpa",
            "kar",
            "karaf",
            "ldap",
            "log",
            "management",
            "maven",
            "obr",
            "package",
            "profile",
            "scheduler",
            "scr",
            "service",
            "shell",
            "ssh",
            "subsystem",
            "system",
            "transaction",
            "web",
            "wrapper");

    private static final Pattern FORM = Pattern.compile("[a-z]{2,16}");

    private CommandScopes() {}

    /** Tells whether an extender may have it. */
    static boolean isFree(String scope) {
        return FORM.matcher(scope).matches() && !RESERVED.contains(scope);
    }
}
