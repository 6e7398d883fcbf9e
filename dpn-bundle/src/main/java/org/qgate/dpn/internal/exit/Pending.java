package org.qgate.dpn.internal.exit;

import java.util.LinkedHashMap;
import java.util.Map;
import org.qgate.api.network.ExitRequest;

/** One request of a client until it is answered. Event loop only. */
final class Pending {
    final ExitRequest request;
    /** Whether names or addresses are wanted, not a connection. */
    final boolean lookUp;

    long timer;
    long deadlineNs;
    /** The look-up that is waited for, or 0. */
    long query;
    /** The connection that is waited for, or 0. */
    long dial;

    Pending(ExitRequest request, boolean lookUp) {
        this.request = request;
        this.lookUp = lookUp;
    }

    Map<String, Object> freeze(long nowNs) {
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("stream", request.stream());
        record.put("host", request.host());
        record.put("port", (long) request.port());
        record.put("isolation", request.isolation());
        record.put("previousHop", request.previousHop());
        record.put("firstHop", request.firstHop());
        record.put("lookUp", lookUp);
        record.put("remainingMs", Math.max(0, (deadlineNs - nowNs) / 1_000_000));
        return record;
    }

    static Pending thaw(Map<String, Object> record) {
        ExitRequest request = new ExitRequest(
                (Long) record.get("stream"),
                (String) record.get("host"),
                Math.toIntExact((Long) record.get("port")),
                (String) record.get("isolation"),
                (String) record.get("previousHop"),
                (Boolean) record.get("firstHop"));
        return new Pending(request, (Boolean) record.get("lookUp"));
    }
}
