package org.qgate.dpn.internal.proxy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.qgate.api.net.IpAddress;

/**
 * SOCKS4 and SOCKS4a, the server's side ("SOCKS: A protocol for TCP proxy across firewalls" and "SOCKS 4A: A Simple
 * Extension to SOCKS 4 Protocol", Y.-D. Lee). Only CONNECT. The user id is accepted whatever it is and only separates
 * circuits. The request is taken whole; what follows it is never taken.
 */
public final class Socks4Session implements ProxySession {
    /** The protocol's name. */
    public static final String PROTOCOL = "socks4";

    /** The longest user id and the longest host; the protocol has no bound, RFC 1928 and RFC 1929 have this one. */
    static final int MAX_TEXT = 255;

    private static final int VERSION = 4;
    private static final int CONNECT = 1;
    private static final int GRANTED = 90;
    private static final int REJECTED = 91; // 92 and 93 speak of identd, which nobody asks here
    private static final int FIXED = 8;

    private boolean done;

    @Override
    public String protocol() {
        return PROTOCOL;
    }

    @Override
    public Step feed(byte[] bytes, int offset, int length) {
        if (done || length == 0) {
            return Step.more(0);
        }
        if (bytes[offset] != VERSION) {
            return refuse(length, Failure.MALFORMED);
        }
        if (length >= 2 && bytes[offset + 1] != CONNECT) {
            return refuse(length, Failure.COMMAND);
        }
        if (length < FIXED) {
            return Step.more(0);
        }
        int limit = offset + length;
        int userEnd = zero(bytes, offset + FIXED, limit);
        if (userEnd < 0) {
            return waitOrRefuse(length, FIXED);
        }
        if (!named(bytes, offset)) {
            IpAddress address = IpAddress.of(Arrays.copyOfRange(bytes, offset + 4, offset + FIXED));
            return complete(bytes, offset, userEnd, address.toString(), userEnd + 1 - offset);
        }
        int hostEnd = zero(bytes, userEnd + 1, limit);
        if (hostEnd < 0) {
            return waitOrRefuse(length, userEnd + 1 - offset);
        }
        String host = new String(bytes, userEnd + 1, hostEnd - userEnd - 1, StandardCharsets.ISO_8859_1);
        return complete(bytes, offset, userEnd, host, hostEnd + 1 - offset);
    }

    /** Returns the position of the zero byte that ends a text, or -1. */
    private static int zero(byte[] bytes, int from, int limit) {
        for (int at = from; at < Math.min(limit, from + MAX_TEXT + 1); at++) {
            if (bytes[at] == 0) {
                return at;
            }
        }
        return -1;
    }

    private Step waitOrRefuse(int length, int textAt) {
        return length - textAt > MAX_TEXT ? refuse(length, Failure.MALFORMED) : Step.more(0);
    }

    /** SOCKS 4A: an address 0.0.0.x with x other than 0 means that a name follows. */
    private static boolean named(byte[] bytes, int offset) {
        return bytes[offset + 4] == 0 && bytes[offset + 5] == 0 && bytes[offset + 6] == 0 && bytes[offset + 7] != 0;
    }

    private Step complete(byte[] bytes, int offset, int userEnd, String host, int whole) {
        int port = (bytes[offset + 2] & 255) << 8 | bytes[offset + 3] & 255;
        if (port == 0) {
            return refuse(whole, Failure.BAD_DESTINATION);
        }
        done = true;
        byte[] user = Arrays.copyOfRange(bytes, offset + FIXED, userEnd);
        return Step.request(whole, new byte[0], new ProxyRequest(ProxyRequest.Kind.CONNECT, host, port, user));
    }

    private Step refuse(int consumed, Failure failure) {
        done = true;
        return Step.refuse(consumed, answer(REJECTED), failure);
    }

    @Override
    public byte[] opened(IpAddress connectedTo) {
        return answer(GRANTED);
    }

    @Override
    public byte[] resolved(List<IpAddress> addresses, List<String> names) {
        throw new IllegalStateException("CONNECT asks for no look-up");
    }

    @Override
    public byte[] failed(Failure failure) {
        return answer(REJECTED);
    }

    /** Port and address of a CONNECT's answer are to be ignored by the client. */
    private static byte[] answer(int code) {
        return new byte[] {0, (byte) code, 0, 0, 0, 0, 0, 0};
    }

    @Override
    public Map<String, Object> freeze() {
        return Map.of("schema", Frozen.SCHEMA, "protocol", PROTOCOL, "done", done);
    }

    static Socks4Session thaw(Map<String, Object> record) {
        Socks4Session session = new Socks4Session();
        session.done = Boolean.TRUE.equals(record.get("done"));
        return session;
    }
}
