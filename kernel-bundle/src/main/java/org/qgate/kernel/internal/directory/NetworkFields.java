package org.qgate.kernel.internal.directory;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.qgate.api.NodeId;
import org.qgate.api.crypto.LinkSuite;
import org.qgate.api.net.Endpoint;
import org.qgate.kernel.internal.link.Contact;

/** The members of {@code network.json}, strictly; everything wrong is an {@link IllegalArgumentException}. */
final class NetworkFields {
    private static final int KEY_BYTES = 32; // RFC 7748

    private NetworkFields() {}

    static Network network(Map<String, Object> document) {
        if (!NetworkFile.SCHEMA.equals(document.get("schema"))) {
            throw new IllegalArgumentException("schema is not " + NetworkFile.SCHEMA);
        }
        String id = text(document.get("id"), "id");
        if (!id.matches("[a-z0-9][a-z0-9.-]{0,63}")) {
            throw new IllegalArgumentException("id: 1 to 64 of a-z 0-9 . -, beginning with a letter or digit");
        }
        List<NodeId> signers = list(document.get("signers"), "signers", 1, 16).stream()
                .map(one -> nodeId(one, "signers"))
                .distinct()
                .sorted()
                .toList();
        List<Contact> seeds = list(document.get("seeds"), "seeds", 1, 64).stream()
                .map(NetworkFields::seed)
                .toList();
        if (seeds.stream().map(Contact::id).distinct().count() != seeds.size()) {
            throw new IllegalArgumentException("seeds: a node is there twice");
        }
        long from = time(document.get("validFrom"), "validFrom");
        long until = time(document.get("validUntil"), "validUntil");
        if (until <= from) {
            throw new IllegalArgumentException("validUntil is not after validFrom");
        }
        return new Network(id, from, until, signers, threshold(document.get("threshold"), signers.size()), seeds);
    }

    private static int threshold(Object value, int signers) {
        if (!(value instanceof Long number) || number < 1 || number > signers) {
            throw new IllegalArgumentException("threshold: 1 to the number of signers, " + signers);
        }
        return number.intValue();
    }

    private static Contact seed(Object value) {
        Map<String, Object> seed = object(value, "seed", Set.of("nodeId", "linkKey", "suite", "addresses"));
        List<Endpoint> addresses = list(seed.get("addresses"), "addresses", 1, 8).stream()
                .map(one -> Endpoint.parse(text(one, "addresses"))
                        .filter(at -> at.port() > 0)
                        .orElseThrow(() -> new IllegalArgumentException("addresses: ip:port, not '" + one + "'")))
                .toList();
        return new Contact(
                nodeId(seed.get("nodeId"), "nodeId"), key(seed.get("linkKey")), suite(seed.get("suite")), addresses);
    }

    private static LinkSuite suite(Object value) {
        try {
            return LinkSuite.valueOf(text(value, "suite"));
        } catch (IllegalArgumentException unknown) {
            throw new IllegalArgumentException("suite: one of " + List.of(LinkSuite.values()), unknown);
        }
    }

    private static byte[] key(Object value) {
        String text = text(value, "linkKey");
        boolean hex = text.length() == 2 * KEY_BYTES;
        byte[] key = hex ? HexFormat.of().parseHex(text) : base64(text, "linkKey", KEY_BYTES);
        if (key.length != KEY_BYTES) {
            throw new IllegalArgumentException("linkKey: 32 bytes as base64 or 64 hexadecimal digits");
        }
        return key;
    }

    private static long time(Object value, String name) {
        try {
            long ms = Instant.parse(text(value, name)).toEpochMilli();
            if (ms < 0) {
                throw new IllegalArgumentException(name + ": before 1970");
            }
            return ms;
        } catch (DateTimeParseException | ArithmeticException malformed) {
            throw new IllegalArgumentException(name + ": a UTC time such as 2026-01-31T00:00:00Z", malformed);
        }
    }

    static NodeId nodeId(Object value, String name) {
        try {
            return NodeId.parse(text(value, name));
        } catch (IllegalArgumentException malformed) {
            throw new IllegalArgumentException(name + ": 64 hexadecimal digits", malformed);
        }
    }

    static byte[] base64(Object value, String name, int atMost) {
        String text = text(value, name);
        if (text.length() > (atMost + 2) / 3 * 4) {
            throw new IllegalArgumentException(name + ": longer than " + atMost + " bytes");
        }
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException malformed) {
            throw new IllegalArgumentException(name + ": not base64", malformed);
        }
    }

    private static String text(Object value, String name) {
        if (!(value instanceof String text)) {
            throw new IllegalArgumentException(name + ": a text is needed");
        }
        return text;
    }

    static List<?> list(Object value, String name, int min, int max) {
        if (!(value instanceof List<?> list) || list.size() < min || list.size() > max) {
            throw new IllegalArgumentException(name + ": a list of " + min + " to " + max + " is needed");
        }
        return list;
    }

    /** Returns an object that has exactly these members. */
    @SuppressWarnings("unchecked") // the JSON reader makes objects with text keys only
    static Map<String, Object> object(Object value, String name, Set<String> members) {
        if (!(value instanceof Map<?, ?> map)) {
            throw new IllegalArgumentException(name + ": an object is needed");
        }
        if (!map.keySet().equals(members)) {
            throw new IllegalArgumentException(
                    name + ": has members " + map.keySet() + ", must have exactly " + members);
        }
        return (Map<String, Object>) map;
    }
}
