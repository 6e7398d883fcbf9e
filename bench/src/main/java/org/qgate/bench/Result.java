package org.qgate.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.qgate.common.json.Json;

/**
 * One benchmark's outcome: figures in order, and bounds that hold or not. Figures of ours lie on top, those of others
 * below {@code peers}.
 */
final class Result {
    private final Map<String, Object> document = new LinkedHashMap<>();
    private final List<String> lines = new ArrayList<>();
    private final List<Map<String, Object>> bounds = new ArrayList<>();
    private final List<String> missing = new ArrayList<>();

    /** Begins a benchmark: looks first how busy the machine is. */
    Result(String name) throws IOException {
        this(name, Machine.loadAverage(), Machine.busy());
    }

    Result(String name, String loadAverage, double busyBefore) {
        document.put("schema", "qgate.bench/1");
        document.put("bench", name);
        Map<String, Object> machine = Machine.document(busyBefore, loadAverage);
        document.put("machine", machine);
        machine.forEach((key, value) -> lines.add(key + ": " + value));
        if (!Machine.quiet(busyBefore)) {
            notMeasured(
                    "the machine was busy before the run began: " + Math.round(busyBefore * 100) + " % of its cores");
        }
    }

    /** What was asked for and could not be measured, and why. */
    void notMeasured(String why) {
        missing.add(why);
    }

    void fact(String name, Object value) {
        document.put(name, value);
        lines.add(name + ": " + value);
    }

    void figure(String name, String unit, Samples samples) {
        document.put(name, document(unit, samples));
        lines.add(name + ": " + samples + " " + unit);
    }

    /** A figure of somebody else. */
    void peerFigure(String peer, String name, String unit, Samples samples) {
        below(below(document, "peers"), peer).put(name, document(unit, samples));
        lines.add("  " + peer + " " + name + ": " + samples + " " + unit);
    }

    void peerFact(String peer, String name, Object value) {
        below(below(document, "peers"), peer).put(name, value);
        lines.add("  " + peer + " " + name + ": " + value);
    }

    /** Ours divided by a peer's, by pairs. */
    void ratio(String peer, String name, Samples samples) {
        below(below(document, "ratios"), peer).put(name, samples.document());
        lines.add("  " + name + ", ours / " + peer + " by pairs: " + samples);
    }

    private static Map<String, Object> document(String unit, Samples samples) {
        Map<String, Object> figure = samples.document();
        figure.put("unit", unit);
        return figure;
    }

    @SuppressWarnings("unchecked") // only this class puts maps there
    private static Map<String, Object> below(Map<String, Object> map, String key) {
        return (Map<String, Object>) map.computeIfAbsent(key, absent -> new LinkedHashMap<String, Object>());
    }

    /** A bound with the value that it was compared with. */
    void bound(String text, double value, boolean holds) {
        Map<String, Object> bound = new LinkedHashMap<>();
        bound.put("bound", text);
        bound.put("value", Samples.rounded(value));
        bound.put("holds", holds);
        bounds.add(bound);
    }

    void atLeast(String text, double wanted, double value) {
        bound(text, value, value >= wanted);
    }

    void atMost(String text, double wanted, double value) {
        bound(text, value, value <= wanted);
    }

    private boolean held() {
        return bounds.stream().allMatch(bound -> Boolean.TRUE.equals(bound.get("holds")));
    }

    int print(boolean json) {
        document.put("measured", missing.isEmpty());
        document.put("notMeasured", missing);
        document.put("bounds", bounds);
        if (json) {
            System.out.println(Json.write(document));
        } else {
            lines.forEach(System.out::println);
            bounds.forEach(
                    bound -> System.out.println((Boolean.TRUE.equals(bound.get("holds")) ? "holds   " : "BROKEN  ")
                            + bound.get("bound") + ": " + bound.get("value")));
            missing.forEach(why -> System.out.println("not measured: " + why));
        }
        return missing.isEmpty() && held() ? 0 : 1;
    }
}
