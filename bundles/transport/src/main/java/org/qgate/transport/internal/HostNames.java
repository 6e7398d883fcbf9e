package org.qgate.transport.internal;

import java.util.regex.Pattern;
import org.qgate.api.net.IpAddress;

/** The syntax of host names: RFC 1123 section 2.1, with the underscore that real names have. ASCII only. */
final class HostNames {
    private static final int LONGEST = 253; // RFC 1035 section 2.3.4: 255 octets on the wire
    private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?");
    private static final Pattern NUMBER = Pattern.compile("[0-9]+|0[xX][0-9A-Fa-f]*");

    private HostNames() {}

    /**
     * Whether the text may be asked for. Names whose last label is a number are refused: some software reads them as
     * IPv4 addresses in disguise (RFC 6943 section 3.1.1).
     */
    static boolean valid(String name) {
        String bare = bare(name);
        if (bare.isEmpty() || bare.length() > LONGEST) {
            return false;
        }
        String[] labels = bare.split("\\.", -1);
        for (String label : labels) {
            if (!LABEL.matcher(label).matches()) {
                return false;
            }
        }
        return !NUMBER.matcher(labels[labels.length - 1]).matches();
    }

    /** Returns the name without the dot that stands for the root. */
    static String bare(String name) {
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }

    /** Returns the name under which an address is looked up: RFC 1035 section 3.5, RFC 3596 section 2.5. */
    static String reverse(IpAddress address) {
        byte[] bytes = address.bytes();
        StringBuilder name = new StringBuilder(72);
        for (int i = bytes.length - 1; i >= 0; i--) {
            if (address.v6()) {
                name.append(Character.forDigit(bytes[i] & 15, 16)).append('.');
                name.append(Character.forDigit(bytes[i] >> 4 & 15, 16)).append('.');
            } else {
                name.append(bytes[i] & 255).append('.');
            }
        }
        return name.append(address.v6() ? "ip6.arpa." : "in-addr.arpa.").toString();
    }
}
