package org.qgate.base.internal.swap;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.qgate.api.base.StateFolder;
import org.qgate.api.error.BaseError;
import org.qgate.api.error.QGateException;
import org.qgate.api.update.UpdateRecord;
import org.qgate.api.update.UpdateStep;
import org.qgate.common.json.Json;

/** What updates did, newest first, on disk after every step: {@code core/journal.json}. Thread-safe. */
final class Journal {
    static final int MOST = 200;
    private static final String FILE = "core/journal.json";
    private static final String SCHEMA = "qgate.updates/1";

    private final StateFolder state;
    private final Deque<UpdateRecord> records = new ArrayDeque<>();

    /** Reads the journal; what was under way when the node ended is over: {@code starts} tells which version stayed. */
    Journal(StateFolder state, UnaryOperator<String> starts) {
        this.state = state;
        List<UpdateRecord> read = state.read(FILE).map(Journal::parse).orElseGet(List::of);
        read.forEach(each -> records.add(each.over() ? each : concluded(each, starts.apply(each.bundle()))));
        if (!read.equals(List.copyOf(records))) {
            write();
        }
    }

    private static UpdateRecord concluded(UpdateRecord each, String starts) {
        boolean taken = each.outcome() == UpdateStep.PROBATION;
        boolean confirmed = taken && each.to().equals(starts);
        return with(
                each,
                confirmed ? UpdateStep.CONFIRMED : taken ? UpdateStep.ROLLED_BACK : UpdateStep.ABORTED,
                each.steps(),
                each.gateClosedMicros(),
                confirmed ? "" : "the node ended during it");
    }

    private static UpdateRecord with(
            UpdateRecord of, UpdateStep outcome, List<UpdateRecord.StepTime> steps, long closedMicros, String error) {
        return new UpdateRecord(
                of.id(),
                of.actor(),
                of.bundle(),
                of.from(),
                of.to(),
                of.fromSha256(),
                of.toSha256(),
                of.startedWallMs(),
                steps,
                outcome,
                closedMicros,
                error);
    }

    /** Begins an entry. */
    synchronized UpdateRecord begin(
            String actor, String bundle, String from, String to, String fromSha, String toSha, long wallMs) {
        long id = records.isEmpty() ? 1 : records.peekFirst().id() + 1;
        UpdateRecord fresh = new UpdateRecord(
                id, actor, bundle, from, to, fromSha, toSha, wallMs, List.of(), UpdateStep.VERIFY, 0, "");
        records.addFirst(fresh);
        while (records.size() > MOST) {
            records.removeLast();
        }
        write();
        return fresh;
    }

    /** Says how far an entry has come. */
    synchronized void step(long id, UpdateStep outcome, List<UpdateRecord.StepTime> steps, long micros, String error) {
        List<UpdateRecord> all = new ArrayList<>(records);
        records.clear();
        all.forEach(each -> records.add(each.id() == id ? with(each, outcome, steps, micros, error) : each));
        write();
    }

    synchronized Optional<UpdateRecord> find(long id) {
        return records.stream().filter(each -> each.id() == id).findFirst();
    }

    synchronized List<UpdateRecord> all() {
        return List.copyOf(records);
    }

    private void write() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("schema", SCHEMA);
        document.put("updates", records.stream().map(Journal::json).toList());
        state.write(FILE, Json.writePretty(document).getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, Object> json(UpdateRecord of) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("id", of.id());
        map.put("actor", of.actor());
        map.put("bundle", of.bundle());
        map.put("from", of.from());
        map.put("to", of.to());
        map.put("fromSha256", of.fromSha256());
        map.put("toSha256", of.toSha256());
        map.put("startedWallMs", of.startedWallMs());
        Map<String, Object> steps = new LinkedHashMap<>();
        of.steps().forEach(step -> steps.put(step.step().name(), step.micros()));
        map.put("stepMicros", steps);
        map.put("outcome", of.outcome().name());
        map.put("gateClosedMicros", of.gateClosedMicros());
        map.put("error", of.error());
        return map;
    }

    private static List<UpdateRecord> parse(byte[] content) {
        try {
            if (Json.read(new String(content, StandardCharsets.UTF_8)) instanceof Map<?, ?> map
                    && SCHEMA.equals(map.get("schema"))
                    && map.get("updates") instanceof List<?> updates) {
                return updates.stream().map(each -> record((Map<?, ?>) each)).toList();
            }
        } catch (IllegalArgumentException | ClassCastException | NullPointerException malformed) {
            throw new QGateException(BaseError.STATE_READ, FILE + ": " + malformed.getMessage(), malformed);
        }
        throw new QGateException(BaseError.STATE_READ, FILE + " is not a " + SCHEMA + " document");
    }

    private static UpdateRecord record(Map<?, ?> map) {
        List<UpdateRecord.StepTime> steps = new ArrayList<>();
        ((Map<?, ?>) map.get("stepMicros"))
                .forEach((step, micros) -> steps.add(
                        new UpdateRecord.StepTime(UpdateStep.valueOf(step.toString()), ((Number) micros).longValue())));
        return new UpdateRecord(
                number(map, "id"),
                (String) map.get("actor"),
                (String) map.get("bundle"),
                (String) map.get("from"),
                (String) map.get("to"),
                (String) map.get("fromSha256"),
                (String) map.get("toSha256"),
                number(map, "startedWallMs"),
                steps,
                UpdateStep.valueOf((String) map.get("outcome")),
                number(map, "gateClosedMicros"),
                (String) map.get("error"));
    }

    private static long number(Map<?, ?> map, String name) {
        return ((Number) map.get(name)).longValue();
    }
}
