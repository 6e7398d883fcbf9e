package org.qgate.store.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.qgate.api.base.AuditQueue;
import org.qgate.api.base.Clock;
import org.qgate.api.store.Batch;
import org.qgate.api.store.Namespace;
import org.qgate.api.store.Row;
import org.qgate.api.store.Store;
import org.qgate.api.store.StoreMap;
import org.qgate.api.update.UpdateHistory;
import org.qgate.api.update.UpdateRecord;
import org.qgate.common.json.Json;

/**
 * Takes audit lines and finished updates from the bedrock, which has no sealed place of its own, into the namespace
 * {@code node}: docs/store.md says how they look. One thread at a time.
 */
final class NodeHistory {
    static final String NAMESPACE = "node";
    static final String AUDIT = "audit";
    static final String UPDATES = "updates";
    /** How long an audit line is kept. */
    static final long AUDIT_MS = 400L * 24 * 3_600 * 1_000;
    /** From here on the oldest lines go. */
    static final long MOST_BYTES = 8 << 20;

    /** Lines of at most 12 KiB; a batch of the smallest segments has 256 KiB. */
    private static final int BATCH = 20;

    private static final int MOST_UPDATES = 200;
    private static final byte[] END = new byte[0];

    private final AuditQueue audit;
    private final UpdateHistory updates;
    private final Clock clock;

    NodeHistory(AuditQueue audit, UpdateHistory updates, Clock clock) {
        this.audit = audit;
        this.updates = updates;
        this.clock = clock;
    }

    /** Shows the bedrock the updates of earlier days. */
    void recall(Store store) {
        StoreMap map = store.namespace(NAMESPACE).map(UPDATES);
        updates.recall(map.range(END, END, 10 * MOST_UPDATES).stream()
                .map(row -> UpdateRecord.of(Json.read(new String(row.value(), UTF_8))))
                .toList());
    }

    /** Takes what waits. */
    void take(Store store) {
        Namespace node = store.namespace(NAMESPACE);
        takeLines(node);
        takeUpdates(node);
    }

    private void takeLines(Namespace node) {
        List<AuditQueue.Line> waiting = audit.waiting();
        for (int from = 0; from < waiting.size(); from += BATCH) {
            List<AuditQueue.Line> lines = waiting.subList(from, Math.min(from + BATCH, waiting.size()));
            makeRoom(node);
            Batch batch = node.batch();
            lines.forEach(line -> put(batch, line));
            batch.commit();
            audit.kept(lines.get(lines.size() - 1).number());
        }
    }

    private void put(Batch batch, AuditQueue.Line line) {
        byte[] key = ByteBuffer.allocate(16)
                .putLong(line.wallMs())
                .putLong(line.number())
                .array();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("atMs", line.wallMs());
        json.put("actor", line.actor());
        json.put("action", line.action());
        json.put("detail", line.detail());
        json.put("outcome", line.outcome());
        batch.putUntil(AUDIT, key, Json.write(json).getBytes(UTF_8), clock.wallMs() + AUDIT_MS);
    }

    private static void makeRoom(Namespace node) {
        if (node.bytes() > MOST_BYTES) {
            Batch batch = node.batch();
            node.map(AUDIT).range(END, END, 2 * BATCH).forEach(row -> batch.remove(AUDIT, row.key()));
            batch.commit();
        }
    }

    private void takeUpdates(Namespace node) {
        List<UpdateRecord> over = updates.waiting();
        if (over.isEmpty()) {
            return;
        }
        Batch batch = node.batch();
        over.forEach(each ->
                batch.put(UPDATES, key(each.id()), Json.write(each.json()).getBytes(UTF_8)));
        List<Row> known = node.map(UPDATES).range(END, END, 10 * MOST_UPDATES);
        known.subList(0, Math.max(0, known.size() - MOST_UPDATES)).forEach(row -> batch.remove(UPDATES, row.key()));
        batch.commit();
        updates.kept(over.stream().map(UpdateRecord::id).toList());
    }

    private static byte[] key(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }
}
