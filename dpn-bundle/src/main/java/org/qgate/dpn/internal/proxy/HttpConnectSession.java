package org.qgate.dpn.internal.proxy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.qgate.api.net.IpAddress;

/**
 * HTTP CONNECT, the server's side (RFC 9110 section 9.3.6). The head is taken whole, at most {@value #MAX_HEAD} bytes;
 * what follows it is never taken. Basic credentials separate circuits and are accepted whatever they are.
 */
public final class HttpConnectSession implements ProxySession {
    /** The protocol's name. */
    public static final String PROTOCOL = "http-connect";

    /** The longest head, its final empty line included. */
    public static final int MAX_HEAD = 8 * 1024;

    private static final int MAX_METHOD = 32;
    private int scanned;
    private boolean done;

    @Override
    public String protocol() {
        return PROTOCOL;
    }

    @Override
    public Step feed(byte[] bytes, int offset, int length) {
        if (done) {
            return Step.more(0);
        }
        if (!beginsLikeRequest(bytes, offset, length)) {
            return refuse(length, Failure.MALFORMED);
        }
        int end = endOfHead(bytes, offset, Math.min(length, MAX_HEAD));
        if (end < 0) {
            return length >= MAX_HEAD ? refuse(length, Failure.MALFORMED) : Step.more(0);
        }
        Optional<HttpHead> head = HttpHead.parse(new String(bytes, offset, end - 4, StandardCharsets.ISO_8859_1));
        return head.isEmpty() ? refuse(length, Failure.MALFORMED) : judge(head.get(), end, length);
    }

    /** The first bytes must be a method: what speaks another protocol hears so at once. */
    private static boolean beginsLikeRequest(byte[] bytes, int offset, int length) {
        for (int i = 0; i < Math.min(length, MAX_METHOD); i++) {
            if (bytes[offset + i] == ' ') {
                return i > 0;
            }
            if (!HttpHead.isTokenChar(bytes[offset + i])) {
                return false;
            }
        }
        return length < MAX_METHOD;
    }

    /** Returns the position after CR LF CR LF, or -1. Bytes seen before are not looked at again. */
    private int endOfHead(byte[] bytes, int offset, int limit) {
        for (int i = Math.max(scanned, 3); i < limit; i++) {
            int at = offset + i;
            if (bytes[at] == '\n' && bytes[at - 1] == '\r' && bytes[at - 2] == '\n' && bytes[at - 3] == '\r') {
                return i + 1;
            }
        }
        scanned = limit;
        return -1;
    }

    private Step judge(HttpHead head, int end, int length) {
        if (!head.version().equals("HTTP/1.1") && !head.version().equals("HTTP/1.0")) {
            return refuse(length, Failure.MALFORMED);
        }
        if (!head.method().equals("CONNECT")) {
            return refuse(length, Failure.METHOD);
        }
        Optional<byte[]> credentials = credentials(head.all("proxy-authorization"));
        if (hasContent(head) || !hasOneHost(head) || credentials.isEmpty()) {
            return refuse(length, Failure.MALFORMED);
        }
        Optional<ProxyRequest> request = authority(head.target(), credentials.get());
        if (request.isEmpty()) {
            return refuse(length, Failure.BAD_DESTINATION);
        }
        done = true;
        return Step.request(end, new byte[0], request.get());
    }

    /** RFC 9110 section 9.3.6: a CONNECT request has no content. */
    private static boolean hasContent(HttpHead head) {
        return !head.all("transfer-encoding").isEmpty()
                || head.all("content-length").stream().anyMatch(value -> !value.equals("0"));
    }

    /** RFC 9112 section 3.2: exactly one Host in HTTP/1.1. */
    private static boolean hasOneHost(HttpHead head) {
        int hosts = head.all("host").size();
        return head.version().equals("HTTP/1.0") ? hosts <= 1 : hosts == 1;
    }

    /** RFC 7617; no credentials are an empty array, credentials that cannot be read are empty. */
    private static Optional<byte[]> credentials(List<String> values) {
        if (values.isEmpty()) {
            return Optional.of(new byte[0]);
        }
        String[] words = values.get(0).split(" +", -1);
        if (values.size() > 1 || words.length != 2 || !words[0].equalsIgnoreCase("Basic") || words[1].isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Base64.getDecoder().decode(words[1]));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    /** RFC 9112 section 3.2.3: host and port, both required; an IPv6 literal stands in brackets. */
    private static Optional<ProxyRequest> authority(String target, byte[] credentials) {
        int colon = target.lastIndexOf(':');
        if (colon < 1 || !target.substring(colon + 1).matches("[0-9]{1,5}")) {
            return Optional.empty();
        }
        int port = Integer.parseInt(target.substring(colon + 1));
        Optional<String> host = host(target.substring(0, colon));
        return port < 1 || port > 65535
                ? Optional.empty()
                : host.map(name -> new ProxyRequest(ProxyRequest.Kind.CONNECT, name, port, credentials));
    }

    private static Optional<String> host(String text) {
        boolean bracketed = text.startsWith("[") && text.endsWith("]");
        if (bracketed) {
            String literal = text.substring(1, text.length() - 1);
            return IpAddress.parse(literal).filter(IpAddress::v6).map(IpAddress::toString);
        }
        return text.indexOf(':') >= 0 ? Optional.empty() : Optional.of(text);
    }

    private Step refuse(int consumed, Failure failure) {
        done = true;
        return Step.refuse(consumed, answer(failure), failure);
    }

    @Override
    public byte[] opened(IpAddress connectedTo) {
        return "HTTP/1.1 200 Connection established\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public byte[] resolved(List<IpAddress> addresses, List<String> names) {
        throw new IllegalStateException("CONNECT asks for no look-up");
    }

    @Override
    public byte[] failed(Failure failure) {
        return answer(failure);
    }

    private static byte[] answer(Failure failure) {
        String body = failure.code().id() + " " + failure.code().meaning() + " "
                + failure.code().advice() + "\n";
        String allow = failure.httpStatus() == 405 ? "Allow: CONNECT\r\n" : "";
        String head = "HTTP/1.1 " + failure.httpStatus() + " " + failure.httpReason() + "\r\n"
                + "Content-Type: text/plain; charset=us-ascii\r\n"
                + "Content-Length: " + body.length() + "\r\n"
                + allow
                + "Connection: close\r\n\r\n";
        return (head + body).getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public Map<String, Object> freeze() {
        return Map.of("schema", Frozen.SCHEMA, "protocol", PROTOCOL, "done", done);
    }

    static HttpConnectSession thaw(Map<String, Object> record) {
        HttpConnectSession session = new HttpConnectSession();
        session.done = Boolean.TRUE.equals(record.get("done"));
        return session;
    }
}
