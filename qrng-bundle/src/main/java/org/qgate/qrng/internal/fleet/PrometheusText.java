package org.qgate.qrng.internal.fleet;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Writes numbers in the Prometheus text exposition format, version 0.0.4. A metric's samples stay together, in the order of
 * the first mention of its name, whoever adds them. For one thread.
 */
public final class PrometheusText {
    private final Map<String, StringBuilder> families = new LinkedHashMap<>();

    /** Adds a number that only grows; its name ends in {@code _total}. */
    public PrometheusText counter(String name, String help, double value, String... labels) {
        return add("counter", name, help, value, labels);
    }

    /**
     * Adds a number that goes up and down.
     *
     * @param labels name, value, name, value, …
     */
    public PrometheusText gauge(String name, String help, double value, String... labels) {
        return add("gauge", name, help, value, labels);
    }

    private PrometheusText add(String type, String name, String help, double value, String... labels) {
        StringBuilder out = families.computeIfAbsent(name, fresh -> new StringBuilder("# HELP ")
                .append(name)
                .append(' ')
                .append(help.replace("\\", "\\\\").replace("\n", "\\n"))
                .append("\n# TYPE ")
                .append(name)
                .append(' ')
                .append(type)
                .append('\n'));
        out.append(name);
        for (int i = 0; i + 1 < labels.length; i += 2) {
            out.append(i == 0 ? '{' : ',').append(labels[i]).append("=\"");
            out.append(escaped(labels[i + 1])).append('"');
        }
        out.append(labels.length > 1 ? "} " : " ").append(number(value)).append('\n');
        return this;
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }

    private static String number(double value) {
        if (Double.isNaN(value)) {
            return "NaN";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "+Inf" : "-Inf";
        }
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    /** Returns all of it. */
    @Override
    public String toString() {
        return String.join("", families.values());
    }
}
