package org.qgate.dpn.internal.entry;

import java.util.LinkedHashMap;
import java.util.Map;
import org.qgate.api.net.Endpoint;
import org.qgate.dpn.internal.proxy.Frozen;
import org.qgate.dpn.internal.proxy.ProxyRequest;
import org.qgate.dpn.internal.proxy.ProxySession;

/** One application's connection until it is answered. Event loop only. */
final class Client {
    final long port;
    final String listener;
    final Endpoint remote;
    final ProxySession session;
    long timer;
    long deadlineNs;
    /** Whether any byte came. */
    boolean spoke;
    /** The kind of the request once it is complete. */
    ProxyRequest.Kind asked;
    /** The stream that is waited for, or 0. */
    long stream;
    /** The look-up of a direct rule that is waited for, or 0. */
    long query;
    /** The connection of a direct rule that is waited for, or 0. */
    long dial;

    Client(long port, String listener, Endpoint remote, ProxySession session) {
        this.port = port;
        this.listener = listener;
        this.remote = remote;
        this.session = session;
    }

    boolean negotiating() {
        return asked == null;
    }

    /** Whether it can be exported: what a direct rule has under way cannot. */
    boolean portable() {
        return negotiating() || stream != 0;
    }

    Map<String, Object> freeze(long nowNs) {
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("schema", Frozen.SCHEMA);
        record.put("port", port);
        record.put("listener", listener);
        record.put("remote", remote.toString());
        record.put("remainingMs", Math.max(0, (deadlineNs - nowNs) / 1_000_000));
        record.put("spoke", spoke);
        record.put("asked", negotiating() ? "" : asked.name());
        record.put("stream", stream);
        record.put("session", session.freeze());
        return record;
    }

    static Client thaw(Map<String, Object> record) {
        if (!Long.valueOf(Frozen.SCHEMA).equals(record.get("schema"))) {
            throw new IllegalArgumentException("unknown schema of a frozen client: " + record.get("schema"));
        }
        Endpoint remote = Endpoint.parse((String) record.get("remote")).orElseThrow(IllegalArgumentException::new);
        @SuppressWarnings("unchecked") // made by freeze()
        Map<String, Object> session = (Map<String, Object>) record.get("session");
        Client client =
                new Client((Long) record.get("port"), (String) record.get("listener"), remote, Frozen.thaw(session));
        String asked = (String) record.get("asked");
        client.asked = asked.isEmpty() ? null : ProxyRequest.Kind.valueOf(asked);
        client.stream = (Long) record.get("stream");
        client.spoke = Boolean.TRUE.equals(record.get("spoke"));
        return client;
    }
}
