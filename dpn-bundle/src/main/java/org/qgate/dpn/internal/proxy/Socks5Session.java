package org.qgate.dpn.internal.proxy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.qgate.api.net.IpAddress;

/**
 * SOCKS5, the server's side: RFC 1928 with "no authentication" and RFC 1929, whose user and password are accepted
 * whatever they are and only separate circuits. Commands: CONNECT, and Tor's RESOLVE and RESOLVE_PTR
 * (socks-extensions.txt section 2). Each unit is taken whole; what follows the request is never taken.
 */
public final class Socks5Session implements ProxySession {
    /** The protocol's name. */
    public static final String PROTOCOL = "socks5";

    private static final int VERSION = 5; // RFC 1928 section 3
    private static final int AUTH_VERSION = 1; // RFC 1929 section 2
    private static final int METHOD_NONE = 0;
    private static final int METHOD_PASSWORD = 2;
    private static final int METHOD_UNACCEPTABLE = 0xff;
    private static final int CONNECT = 1;
    private static final int RESOLVE = 0xf0; // Tor, socks-extensions.txt
    private static final int RESOLVE_PTR = 0xf1;
    private static final int IPV4 = 1;
    private static final int DOMAIN = 3;
    private static final int IPV6 = 4;
    private static final int REQUEST_HEAD = 4;

    private enum State {
        GREETING,
        PASSWORD,
        REQUEST,
        DONE
    }

    private State state = State.GREETING;
    private byte[] credentials = {};

    @Override
    public String protocol() {
        return PROTOCOL;
    }

    @Override
    public Step feed(byte[] bytes, int offset, int length) {
        ByteArrayOutputStream reply = new ByteArrayOutputStream(4);
        int consumed = 0;
        while (true) {
            State before = state;
            Step step = unit(bytes, offset + consumed, length - consumed);
            consumed += step.consumed();
            reply.writeBytes(step.reply());
            if (step.request() != null || step.failure() != null || state == before) {
                return new Step(consumed, reply.toByteArray(), step.request(), step.failure());
            }
        }
    }

    private Step unit(byte[] bytes, int at, int available) {
        return switch (state) {
            case GREETING -> greeting(bytes, at, available);
            case PASSWORD -> password(bytes, at, available);
            case REQUEST -> request(bytes, at, available);
            case DONE -> Step.more(0);
        };
    }

    private Step greeting(byte[] bytes, int at, int available) {
        if (available >= 1 && bytes[at] != VERSION) {
            return end(available, new byte[0], Failure.MALFORMED);
        }
        if (available < 2 || available < 2 + (bytes[at + 1] & 255)) {
            return Step.more(0);
        }
        int count = bytes[at + 1] & 255;
        boolean none = false;
        boolean withPassword = false;
        for (int i = 0; i < count; i++) {
            none |= bytes[at + 2 + i] == METHOD_NONE;
            withPassword |= bytes[at + 2 + i] == METHOD_PASSWORD;
        }
        if (!none && !withPassword) {
            return end(available, new byte[] {VERSION, (byte) METHOD_UNACCEPTABLE}, Failure.MALFORMED);
        }
        // Password first where offered: an application that has credentials wants to be kept apart by them.
        state = withPassword ? State.PASSWORD : State.REQUEST;
        return Step.more(2 + count, new byte[] {VERSION, (byte) (withPassword ? METHOD_PASSWORD : METHOD_NONE)});
    }

    private Step password(byte[] bytes, int at, int available) {
        if (available >= 1 && bytes[at] != AUTH_VERSION) {
            return end(available, new byte[] {AUTH_VERSION, 1}, Failure.MALFORMED);
        }
        int userLength = available < 2 ? -1 : bytes[at + 1] & 255;
        if (userLength < 0 || available < 3 + userLength) {
            return Step.more(0);
        }
        int whole = 3 + userLength + (bytes[at + 2 + userLength] & 255);
        if (available < whole) {
            return Step.more(0);
        }
        credentials = Arrays.copyOfRange(bytes, at + 1, at + whole); // both lengths stay in: no two pairs look alike
        state = State.REQUEST;
        return Step.more(whole, new byte[] {AUTH_VERSION, 0});
    }

    private Step request(byte[] bytes, int at, int available) {
        if (available >= 1 && bytes[at] != VERSION) {
            return refuse(available, Failure.MALFORMED);
        }
        if (available < REQUEST_HEAD) {
            return Step.more(0);
        }
        ProxyRequest.Kind kind = kind(bytes[at + 1] & 255);
        if (kind == null) {
            return refuse(available, Failure.COMMAND);
        }
        if (bytes[at + 2] != 0) {
            return refuse(available, Failure.MALFORMED);
        }
        int type = bytes[at + 3];
        if (type != IPV4 && type != IPV6 && type != DOMAIN) {
            return refuse(available, Failure.ADDRESS_TYPE);
        }
        int skip = type == DOMAIN ? 1 : 0;
        if (available < REQUEST_HEAD + skip) {
            return Step.more(0);
        }
        int size = type == IPV4 ? 4 : type == IPV6 ? 16 : bytes[at + REQUEST_HEAD] & 255;
        int whole = REQUEST_HEAD + skip + size + 2;
        return available < whole ? Step.more(0) : complete(kind, bytes, at + REQUEST_HEAD + skip, size, type, whole);
    }

    private Step complete(ProxyRequest.Kind kind, byte[] bytes, int hostAt, int size, int type, int whole) {
        int port = (bytes[hostAt + size] & 255) << 8 | bytes[hostAt + size + 1] & 255;
        String host = type == DOMAIN
                ? new String(bytes, hostAt, size, StandardCharsets.ISO_8859_1)
                : IpAddress.of(Arrays.copyOfRange(bytes, hostAt, hostAt + size)).toString();
        if (kind == ProxyRequest.Kind.CONNECT && port == 0) {
            return refuse(whole, Failure.BAD_DESTINATION);
        }
        state = State.DONE;
        int asked = kind == ProxyRequest.Kind.CONNECT ? port : 0;
        return Step.request(whole, new byte[0], new ProxyRequest(kind, host, asked, credentials));
    }

    private static ProxyRequest.Kind kind(int command) {
        return switch (command) {
            case CONNECT -> ProxyRequest.Kind.CONNECT;
            case RESOLVE -> ProxyRequest.Kind.RESOLVE;
            case RESOLVE_PTR -> ProxyRequest.Kind.REVERSE;
            default -> null; // BIND and UDP ASSOCIATE are not served
        };
    }

    private Step refuse(int consumed, Failure failure) {
        return end(consumed, answer(failure.socksReply(), IPV4, new byte[4]), failure);
    }

    private Step end(int consumed, byte[] reply, Failure failure) {
        state = State.DONE;
        return Step.refuse(consumed, reply, failure);
    }

    @Override
    public byte[] opened(IpAddress connectedTo) {
        // BND.ADDR is the exit's side, which nobody tells; zeros are what RFC 1928 clients expect of proxy chains.
        return answer(0, IPV4, new byte[4]);
    }

    @Override
    public byte[] resolved(List<IpAddress> addresses, List<String> names) {
        if (!addresses.isEmpty()) {
            IpAddress first = addresses.stream()
                    .filter(address -> !address.v6())
                    .findFirst()
                    .orElse(addresses.get(0));
            return answer(0, first.v6() ? IPV6 : IPV4, first.bytes());
        }
        byte[] name = names.get(0).getBytes(StandardCharsets.US_ASCII);
        byte[] counted = new byte[1 + Math.min(name.length, 255)];
        counted[0] = (byte) (counted.length - 1);
        System.arraycopy(name, 0, counted, 1, counted.length - 1);
        return answer(0, DOMAIN, counted);
    }

    @Override
    public byte[] failed(Failure failure) {
        return switch (state) {
            case GREETING -> failure == Failure.BUSY ? new byte[] {VERSION, (byte) METHOD_UNACCEPTABLE} : new byte[0];
            case PASSWORD -> new byte[] {AUTH_VERSION, 1};
            case REQUEST, DONE -> answer(failure.socksReply(), IPV4, new byte[4]);
        };
    }

    private static byte[] answer(int reply, int type, byte[] address) {
        byte[] answer = new byte[REQUEST_HEAD + address.length + 2];
        answer[0] = VERSION;
        answer[1] = (byte) reply;
        answer[3] = (byte) type;
        System.arraycopy(address, 0, answer, REQUEST_HEAD, address.length);
        return answer;
    }

    @Override
    public Map<String, Object> freeze() {
        return Map.of(
                "schema",
                Frozen.SCHEMA,
                "protocol",
                PROTOCOL,
                "state",
                state.name(),
                "credentials",
                Frozen.hex(credentials));
    }

    static Socks5Session thaw(Map<String, Object> record) {
        Socks5Session session = new Socks5Session();
        session.state = State.valueOf(Frozen.text(record, "state"));
        session.credentials = Frozen.bytes(record, "credentials");
        return session;
    }
}
