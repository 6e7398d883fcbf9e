package org.qgate.dpn.internal.proxy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.qgate.api.net.IpAddress;

/**
 * An HTTP proxy, the server's side: CONNECT (RFC 9110 section 9.3.6), and other methods in absolute-form, whose head is
 * rewritten for the origin server. The head is taken whole, at most {@value #MAX_HEAD} bytes; what follows it is never
 * taken. Basic credentials separate circuits and are accepted whatever they are.
 */
public final class HttpSession implements ProxySession {
    /** The protocol's name for CONNECT, and while the method is not known. */
    public static final String CONNECT = "http-connect";

    /** The protocol's name for other methods. */
    public static final String PLAIN = "http";

    /** The longest head, its final empty line included. */
    public static final int MAX_HEAD = 8 * 1024;

    private static final int MAX_METHOD = 32;
    private int scanned;
    private boolean done;
    private boolean withoutBody;
    private Prelude prelude;

    @Override
    public String protocol() {
        return prelude == null ? CONNECT : PLAIN;
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
        withoutBody = head.method().equals("HEAD"); // RFC 9110 section 9.3.2
        boolean known = head.version().equals("HTTP/1.1") || head.version().equals("HTTP/1.0");
        Optional<byte[]> credentials = credentials(head.all("proxy-authorization"));
        if (!known || !hasOneHost(head) || credentials.isEmpty()) {
            return refuse(length, Failure.MALFORMED);
        }
        return head.method().equals("CONNECT")
                ? connect(head, end, length, credentials.get())
                : forward(head, end, length, credentials.get());
    }

    private Step connect(HttpHead head, int end, int length, byte[] credentials) {
        Optional<HttpTarget> target = HttpTarget.authority(head.target());
        if (hasContent(head) || target.isEmpty()) {
            return refuse(length, hasContent(head) ? Failure.MALFORMED : Failure.BAD_DESTINATION);
        }
        return request(end, target.get(), credentials);
    }

    private Step forward(HttpHead head, int end, int length, byte[] credentials) {
        Optional<HttpTarget> target = HttpTarget.absolute(head.target());
        if (target.isEmpty()) {
            return refuse(length, Failure.BAD_DESTINATION);
        }
        Failure fault = HttpForward.fault(head);
        if (fault != null) {
            return refuse(length, fault);
        }
        Prelude rewritten = HttpForward.rewrite(head, target.get());
        if (length - end > rewritten.more()) {
            return refuse(length, Failure.MALFORMED); // a second request, or a body longer than it says
        }
        prelude = rewritten;
        return request(end, target.get(), credentials);
    }

    private Step request(int end, HttpTarget target, byte[] credentials) {
        done = true;
        ProxyRequest.Kind kind = ProxyRequest.Kind.CONNECT;
        return Step.request(end, new byte[0], new ProxyRequest(kind, target.host(), target.port(), credentials));
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

    private Step refuse(int consumed, Failure failure) {
        done = true;
        return Step.refuse(consumed, failed(failure), failure);
    }

    /** A plain request is answered by its server alone. */
    @Override
    public byte[] opened(IpAddress connectedTo) {
        String answer = prelude == null ? "HTTP/1.1 200 Connection established\r\n\r\n" : "";
        return answer.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public Optional<Prelude> prelude() {
        return Optional.ofNullable(prelude);
    }

    @Override
    public byte[] resolved(List<IpAddress> addresses, List<String> names) {
        throw new IllegalStateException("HTTP asks for no look-up");
    }

    @Override
    public byte[] failed(Failure failure) {
        String body = failure.code().id() + " " + failure.code().meaning() + " "
                + failure.code().advice() + "\n";
        String allow = failure.httpStatus() == 405 ? "Allow: " + HttpForward.METHODS + "\r\n" : "";
        String head = "HTTP/1.1 " + failure.httpStatus() + " " + failure.httpReason() + "\r\n"
                + "Content-Type: text/plain; charset=us-ascii\r\n"
                + "Content-Length: " + body.length() + "\r\n"
                + allow
                + "Connection: close\r\n\r\n";
        return (withoutBody ? head : head + body).getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public Map<String, Object> freeze() {
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("schema", Frozen.SCHEMA);
        record.put("protocol", protocol());
        record.put("done", done);
        record.put("withoutBody", withoutBody);
        if (prelude != null) {
            record.put("head", Frozen.hex(prelude.head()));
            record.put("more", prelude.more());
        }
        return record;
    }

    static HttpSession thaw(Map<String, Object> record) {
        HttpSession session = new HttpSession();
        session.done = Boolean.TRUE.equals(record.get("done"));
        session.withoutBody = Boolean.TRUE.equals(record.get("withoutBody"));
        if (record.get("protocol").equals(PLAIN)) {
            session.prelude = new Prelude(Frozen.bytes(record, "head"), Frozen.number(record, "more"));
        }
        return session;
    }
}
