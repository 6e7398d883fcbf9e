package org.qgate.shell.internal.command;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.qgate.api.store.Row;
import org.qgate.api.store.StoreMap;
import org.qgate.common.json.Json;
import org.qgate.shell.internal.ShellServices;
import org.qgate.shell.internal.UsageException;
import org.qgate.shell.internal.view.Answer;
import org.qgate.shell.internal.view.Document;
import org.qgate.shell.internal.view.Table;

/** {@code node:audit} */
@Service
@Command(scope = "node", name = "audit", description = "Who changed what, newest last")
public final class NodeAuditCommand extends NodeCommand {
    private static final int PAGE = 1_000;
    private static final byte[] END = new byte[0];

    @Option(name = "--lines", description = "So many at most, 1 to 10000")
    int lines = 100;

    @Override
    protected Answer answer(ShellServices asked) {
        if (lines < 1 || lines > 10_000) {
            throw new UsageException("--lines is 1 to 10000");
        }
        List<Map<?, ?>> last = last(asked.store().namespace("node").map("audit"));
        Table table = new Table("no audit lines", "time", "actor", "action", "detail", "outcome");
        last.forEach(each -> table.row(
                Instant.ofEpochMilli(((Number) each.get("atMs")).longValue()),
                each.get("actor"),
                each.get("action"),
                each.get("detail"),
                each.get("outcome")));
        return Answer.of(Document.of("qgate.audit/1").with("lines", last), table);
    }

    private List<Map<?, ?>> last(StoreMap map) {
        Deque<Map<?, ?>> last = new ArrayDeque<>();
        byte[] from = ByteBuffer.allocate(Long.BYTES).array();
        List<Row> rows = map.range(from, END, PAGE);
        while (!rows.isEmpty()) {
            for (Row row : rows) {
                last.addLast((Map<?, ?>) Json.read(new String(row.value(), StandardCharsets.UTF_8)));
                if (last.size() > lines) {
                    last.removeFirst();
                }
            }
            byte[] key = rows.get(rows.size() - 1).key();
            rows = map.range(Arrays.copyOf(key, key.length + 1), END, PAGE);
        }
        return List.copyOf(last);
    }
}
