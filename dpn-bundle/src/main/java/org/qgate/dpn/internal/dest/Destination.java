package org.qgate.dpn.internal.dest;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.qgate.api.net.IpAddress;

/**
 * A destination host as it was asked for. {@link #parse} never resolves anything and never guesses: text that some
 * resolver reads as an address ({@code 127.1}, {@code 2130706433}, {@code 0x7f000001}) is neither name nor address
 * here.
 */
public sealed interface Destination {
    /** The longest name in presentation form without the final dot (RFC 1035 section 2.3.4). */
    int MAX_NAME = 253;

    /** The longest label (RFC 1035 section 2.3.4). */
    int MAX_LABEL = 63;

    /**
     * Names that mean something only near the machine that uses them: RFC 6761 (localhost), RFC 6762 (local), RFC 7686
     * (onion), RFC 8375 (home.arpa), ICANN resolution 2024.07.29.06 (internal), and I2P's own.
     */
    Set<String> LOCAL_SUFFIXES = Set.of("localhost", "local", "onion", "i2p", "internal", "home.arpa");

    /** A literal address. */
    record Literal(IpAddress address) implements Destination {}

    /** A host name of two labels or more, lower case, without final dot. */
    record Name(String name) implements Destination {}

    /** Not a destination. */
    record Refused(Reason reason) implements Destination {}

    /** Why a text is no destination. */
    enum Reason {
        /** Neither a host name nor a canonical literal address. */
        MALFORMED,
        /** Local by definition: it must not leave the machine. */
        LOCAL
    }

    /** Reads a host as an application or a client sent it. */
    static Destination parse(String text) {
        Optional<IpAddress> literal = IpAddress.parse(text);
        if (literal.isPresent()) {
            return new Literal(literal.get());
        }
        String name = (text.endsWith(".") ? text.substring(0, text.length() - 1) : text).toLowerCase(Locale.ROOT);
        if (!isHostName(name)) {
            return new Refused(Reason.MALFORMED);
        }
        return isLocal(name) ? new Refused(Reason.LOCAL) : new Name(name);
    }

    /** Whether the text, in lower case, has the form of a host name whose last label is no number. */
    static boolean isHostName(String name) {
        if (name.isEmpty() || name.length() > MAX_NAME) {
            return false;
        }
        int start = 0;
        for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', start)) {
            if (!isLabel(name, start, dot)) {
                return false;
            }
            start = dot + 1;
        }
        return isLabel(name, start, name.length()) && !isNumber(name.substring(start));
    }

    private static boolean isLabel(String name, int from, int to) {
        if (from >= to || to - from > MAX_LABEL || name.charAt(from) == '-' || name.charAt(to - 1) == '-') {
            return false;
        }
        for (int i = from; i < to; i++) {
            char ch = name.charAt(i);
            boolean letter = ch >= 'a' && ch <= 'z' || ch >= '0' && ch <= '9' || ch == '-' || ch == '_';
            if (!letter) {
                return false;
            }
        }
        return true;
    }

    /** A last label that a resolver would read as part of an IPv4 address (WHATWG URL, "ends in a number"). */
    private static boolean isNumber(String label) {
        return label.matches("[0-9]+|0x[0-9a-f]*");
    }

    private static boolean isLocal(String name) {
        if (name.indexOf('.') < 0) {
            return true;
        }
        return LOCAL_SUFFIXES.stream().anyMatch(suffix -> name.equals(suffix) || name.endsWith("." + suffix));
    }
}
