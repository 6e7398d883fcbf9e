package org.qgate.bench;

import java.util.EnumMap;
import java.util.Map;
import org.qgate.bench.peer.Side;

/** One side with what was measured of it so far. */
final class Measured {
    private final Side side;
    private final long bytes;
    private double first;
    private final Samples requests = new Samples();
    private final Map<Figure, Series> figures = new EnumMap<>(Figure.class);

    /** {@code bytes} is how much one run carries: slow sides get less, since figures are per second and per byte. */
    Measured(Side side, long bytes) {
        this.side = side;
        this.bytes = bytes;
        for (Figure figure : Figure.values()) {
            figures.put(figure, new Series());
        }
    }

    Side side() {
        return side;
    }

    long bytes() {
        return bytes;
    }

    /** Returns the milliseconds of all small requests of all runs. */
    Samples requests() {
        return requests;
    }

    /** Sets how long the first small requests took, by their median in milliseconds. */
    void first(double median) {
        first = median;
    }

    /** Returns the same; 0 when they were not looked at. */
    double first() {
        return first;
    }

    String name() {
        return side.name();
    }

    Series of(Figure figure) {
        return figures.get(figure);
    }
}
