package org.qgate.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Measured values of one quantity: what is told of them is the median and the extremes. */
final class Samples {
    private final List<Double> values = new ArrayList<>();

    void add(double value) {
        values.add(value);
    }

    void addAll(Samples others) {
        values.addAll(others.values);
    }

    double median() {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    /** Returns the smallest value that at least {@code percent} of all do not exceed (nearest rank). */
    double percentile(int percent) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.get((int) Math.ceil(sorted.size() * percent / 100.0) - 1);
    }

    /** Returns all values times a factor. */
    Samples times(double factor) {
        Samples scaled = new Samples();
        values.forEach(value -> scaled.add(value * factor));
        return scaled;
    }

    int size() {
        return values.size();
    }

    double most() {
        return values.stream().max(Double::compare).orElseThrow();
    }

    Map<String, Object> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("median", rounded(median()));
        document.put("min", rounded(values.stream().min(Double::compare).orElseThrow()));
        document.put("max", rounded(values.stream().max(Double::compare).orElseThrow()));
        document.put("runs", values.size());
        return document;
    }

    /** Returns the value with four significant digits: more would be noise. */
    static double rounded(double value) {
        if (value == 0) {
            return 0;
        }
        double scale = Math.pow(10, 3 - Math.floor(Math.log10(Math.abs(value))));
        return Math.round(value * scale) / scale;
    }

    @Override
    public String toString() {
        Map<String, Object> document = document();
        return document.get("median") + " (" + document.get("min") + " to " + document.get("max") + ", "
                + document.get("runs") + " runs)";
    }
}
