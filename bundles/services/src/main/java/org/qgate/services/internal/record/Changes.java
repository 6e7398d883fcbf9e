package org.qgate.services.internal.record;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.qgate.api.extender.ExtenderChange;
import org.qgate.common.json.Json;

/** Entries of the journal as bytes. */
final class Changes {
    private Changes() {}

    static byte[] encode(ExtenderChange change) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("number", change.number());
        json.put("actor", change.actor());
        json.put("action", change.action());
        json.put("id", change.id());
        json.put("from", change.from());
        json.put("to", change.to());
        json.put("startedWallMs", change.startedWallMs());
        json.put(
                "steps",
                change.steps().stream()
                        .map(step -> Map.of("name", step.name(), "micros", step.micros()))
                        .toList());
        json.put("outcome", change.outcome());
        json.put("gateClosedMicros", change.gateClosedMicros());
        json.put("error", change.error());
        json.put("missing", change.missing());
        return Json.write(json).getBytes(StandardCharsets.UTF_8);
    }

    static ExtenderChange decode(byte[] value) {
        Fields json = Fields.read(value);
        return new ExtenderChange(
                json.number("number"),
                json.text("actor"),
                json.text("action"),
                json.text("id"),
                json.text("from"),
                json.text("to"),
                json.number("startedWallMs"),
                json.objects("steps", step -> new ExtenderChange.Step(step.text("name"), step.number("micros"))),
                json.text("outcome"),
                json.number("gateClosedMicros"),
                json.text("error"),
                json.texts("missing"));
    }
}
