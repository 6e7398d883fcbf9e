package org.qgate.dpn.internal.proxy;

import java.util.HexFormat;
import java.util.Map;

/** Frozen negotiations: plain values, a schema number first. */
public final class Frozen {
    /** The schema of this version. */
    public static final long SCHEMA = 1;

    private Frozen() {}

    /**
     * Rebuilds a session.
     *
     * @throws IllegalArgumentException for another schema or malformed values
     */
    public static ProxySession thaw(Map<String, Object> record) {
        if (!Long.valueOf(SCHEMA).equals(record.get("schema"))) {
            throw new IllegalArgumentException("unknown schema of a frozen negotiation: " + record.get("schema"));
        }
        String protocol = text(record, "protocol");
        return switch (protocol) {
            case SocksSession.PROTOCOL -> new SocksSession();
            case Socks4Session.PROTOCOL -> Socks4Session.thaw(record);
            case Socks5Session.PROTOCOL -> Socks5Session.thaw(record);
            case HttpSession.CONNECT, HttpSession.PLAIN -> HttpSession.thaw(record);
            default -> throw new IllegalArgumentException("unknown protocol " + protocol);
        };
    }

    static String text(Map<String, Object> record, String key) {
        if (record.get(key) instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("a frozen negotiation has no text '" + key + "'");
    }

    static long number(Map<String, Object> record, String key) {
        if (record.get(key) instanceof Long number) {
            return number;
        }
        throw new IllegalArgumentException("a frozen negotiation has no number '" + key + "'");
    }

    static byte[] bytes(Map<String, Object> record, String key) {
        return HexFormat.of().parseHex(text(record, key));
    }

    static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
