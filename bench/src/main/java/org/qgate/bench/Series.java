package org.qgate.bench;

import java.util.TreeMap;

/** Values of one quantity by run, so that those of two sides can be compared run by run. */
final class Series {
    private final TreeMap<Integer, Double> byRun = new TreeMap<>();

    void put(int run, double value) {
        byRun.put(run, value);
    }

    int size() {
        return byRun.size();
    }

    double last() {
        return byRun.lastEntry().getValue();
    }

    Samples samples() {
        Samples samples = new Samples();
        byRun.values().forEach(samples::add);
        return samples;
    }

    /** Returns this divided by the other for each run that both have. */
    Samples dividedBy(Series other) {
        Samples ratios = new Samples();
        byRun.forEach((run, value) -> {
            Double theirs = other.byRun.get(run);
            if (theirs != null && theirs != 0) {
                ratios.add(value / theirs);
            }
        });
        return ratios;
    }
}
