package org.qgate.dpn.internal.rules;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.qgate.api.net.IpRange;
import org.qgate.api.network.PortRange;
import org.qgate.dpn.internal.dest.Destination;

/**
 * What a rule applies to: a host name, all names below one ({@code *.example.org}, not {@code example.org} itself), an
 * address range (for destinations given as addresses: names are never resolved to match a rule), or {@code *}; each
 * with ports or without.
 *
 * @param text canonical, as listed
 * @param name the exact name or the suffix with its leading dot, or null
 * @param range or null
 */
record RulePattern(String text, String name, IpRange range, PortRange ports) {
    private static final PortRange ALL_PORTS = new PortRange(1, 65535);
    private static final int MAX_TEXT = 300;
    /** Host, or bracketed address, each perhaps with a prefix length; then ports. */
    private static final Pattern WITH_PORTS = Pattern.compile(
            "(\\[[0-9a-f:.]+](?:/[0-9]{1,3})?|[0-9a-f:.]+/[0-9]{1,3}|[^:\\[\\]/]+)" + ":([0-9]+(?:-[0-9]+)?)");

    private static final Pattern BRACKETED = Pattern.compile("\\[([0-9a-f:.]+)](/[0-9]{1,3})?");

    /** Reads a pattern; empty when it is malformed. */
    static Optional<RulePattern> parse(String written) {
        String text = written.trim().toLowerCase(Locale.ROOT);
        if (text.isEmpty() || text.length() > MAX_TEXT) {
            return Optional.empty();
        }
        Matcher split = WITH_PORTS.matcher(text);
        if (!split.matches()) {
            return host(text, text, ALL_PORTS);
        }
        return PortRange.parse(split.group(2)).flatMap(ports -> host(text, split.group(1), ports));
    }

    private static Optional<RulePattern> host(String text, String host, PortRange ports) {
        if (host.equals("*")) {
            return Optional.of(new RulePattern(text, null, null, ports));
        }
        Matcher bracketed = BRACKETED.matcher(host);
        String bare = bracketed.matches()
                ? bracketed.group(1) + (bracketed.group(2) == null ? "" : bracketed.group(2))
                : host;
        Optional<IpRange> range = IpRange.parse(bare);
        if (range.isPresent()) {
            return Optional.of(new RulePattern(text, null, range.get(), ports));
        }
        boolean below = host.startsWith("*.");
        String name = below ? host.substring(2) : host;
        boolean valid = below ? Destination.isHostName(name) : Destination.parse(name) instanceof Destination.Name;
        return valid ? Optional.of(new RulePattern(text, below ? "." + name : name, null, ports)) : Optional.empty();
    }

    /**
     * Whether the rule applies.
     *
     * @param port 0 for a look-up, which matches any ports
     */
    boolean matches(Destination destination, int port) {
        return (port == 0 || ports.contains(port)) && matchesHost(destination);
    }

    private boolean matchesHost(Destination destination) {
        if (name == null && range == null) {
            return true;
        }
        if (destination instanceof Destination.Literal literal) {
            return range != null && range.contains(literal.address());
        }
        if (name == null || !(destination instanceof Destination.Name asked)) {
            return false;
        }
        return name.startsWith(".") ? asked.name().endsWith(name) : asked.name().equals(name);
    }
}
