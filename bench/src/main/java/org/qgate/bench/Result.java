package org.qgate.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.qgate.common.json.Json;

/** One benchmark's outcome: figures in order, and bounds that hold or not. */
final class Result {
    private final Map<String, Object> document = new LinkedHashMap<>();
    private final List<String> lines = new ArrayList<>();
    private final Map<String, Object> bounds = new LinkedHashMap<>();
    private final boolean measured;
    private boolean held = true;

    Result(String name, double busyBefore) {
        measured = Machine.quiet(busyBefore);
        document.put("schema", "qgate.bench/1");
        document.put("bench", name);
        document.put("measured", measured);
        document.put("machine", Machine.document(busyBefore));
    }

    void fact(String name, Object value) {
        document.put(name, value);
        lines.add(name + ": " + value);
    }

    void figure(String name, String unit, Samples samples) {
        Map<String, Object> figure = samples.document();
        figure.put("unit", unit);
        document.put(name, figure);
        lines.add(name + ": " + samples + " " + unit);
    }

    void bound(String text, boolean holds) {
        bounds.put(text, holds);
        held &= holds;
    }

    int print(boolean json) {
        document.put("bounds", bounds);
        if (json) {
            System.out.println(Json.write(document));
        } else {
            lines.forEach(System.out::println);
            bounds.forEach(
                    (text, holds) -> System.out.println((Boolean.TRUE.equals(holds) ? "holds   " : "BROKEN  ") + text));
            if (!measured) {
                System.out.println("not measured: the machine was busy before the run began");
            }
        }
        return measured && held ? 0 : 1;
    }
}
