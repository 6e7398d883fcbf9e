package org.qgate.bench;

/** What is measured of a path, on every side in the same way. */
enum Figure {
    SINGLE("singleStream", "MB/s", true),
    SINGLE_CPU("singleStreamCpu", "CPU-s/GB over all processes", false),
    EIGHT("eightStreams", "MB/s in all", true),
    EIGHT_CPU("eightStreamsCpu", "CPU-s/GB over all processes", false),
    REQUEST("smallRequest", "ms, median of new streams on a warm circuit", false),
    REQUEST_P99("smallRequestP99", "ms, 99th percentile of the same", false),
    BUSY_REQUEST("busySmallRequest", "ms, median while another stream of the circuit downloads", false);

    final String key;
    final String unit;
    final boolean moreIsBetter;

    Figure(String key, String unit, boolean moreIsBetter) {
        this.key = key;
        this.unit = unit;
        this.moreIsBetter = moreIsBetter;
    }
}
